"""What cells say, and the start page, keep nobody out; explorers have tests of their own."""

from __future__ import annotations

from accessibility import barriers
from lab_support import ROOT, Notebook, Walk
from playwright.sync_api import expect

from autograder.build import build_notebook
from autograder.course import notebook
from autograder.files import write_atomically

KERNELS = notebook("02_kernels")
WRONG = "def box_kernel(size):\n    return np.ones((size, size))"
RIGHT = "\n".join(
    (
        "def box_kernel(size):",
        "    shape = (size, size) if np.isscalar(size) else tuple(size)",
        "    if len(shape) != 2 or min(shape) < 1:",
        "        raise ValueError('size')",
        "    return np.full(shape, 1 / np.prod(shape))",
    )
)


class TestNotebook:
    """What cells say to a learner."""

    def test_check_hint_solution_and_progress_have_no_barriers(self, walk: Walk):
        opened = self.open(walk)
        opened.exercise("box_kernel").run()
        self.looks_at(opened, "check('box_kernel', box_kernel)", "box_kernel")
        self.looks_at(opened, f"{WRONG}\ncheck('box_kernel', box_kernel)", "Not yet")
        self.looks_at(opened, "check('box_kernel', np.zeros)", "Not yet")
        self.looks_at(opened, "hint('box_kernel')", "Hint 1 of")
        self.looks_at(opened, "solution('box_kernel')", "def box_kernel")
        self.looks_at(opened, f"{RIGHT}\ncheck('box_kernel', box_kernel)", "Passed")
        self.looks_at(opened, "from autograder import progress\nprogress()", "conv2d")

    def open(self, walk: Walk) -> Notebook:
        file = f"notebooks/{KERNELS.name}/{KERNELS.name}.ipynb"
        write_atomically(walk.lab.course / file, build_notebook(ROOT, KERNELS).release)
        opened = walk.open(file)
        opened.find("import numpy as np").run()
        return opened

    def looks_at(self, opened: Notebook, source: str, words: str) -> None:
        """Run a cell, see that it says what is meant, and look for barriers."""
        cell = opened.test_of("box_kernel").below(source).run()
        expect(cell.output).to_contain_text(words)
        assert barriers(cell.output) == []


class TestStartPage:
    """The page on which one lands."""

    def test_has_no_barriers(self, walk: Walk):
        assert barriers(walk.go("start")) == []
