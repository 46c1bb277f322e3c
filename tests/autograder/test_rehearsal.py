"""`check` and grading agree: what is not handed in is not there for either of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import class_support as support
import honest
import nbformat
import pytest

from autograder.course import NOTEBOOKS, notebook
from autograder.grading.engine import Grader
from autograder.sandbox import open_sandbox
from autograder.study import STATE_VARIABLE

RUNNER = Path(__file__).with_name("notebook_runner.py")
BOX = """\
def box_kernel(size):
    kh, kw = (size, size) if np.ndim(size) == 0 else size
    if kh < 1 or kw < 1:
        raise ValueError(f"expected size of at least 1, got {size}")
    return np.full((kh, kw), 1 / (kh * kw))
"""
IN_MAIN = """\
import pickle
from dataclasses import dataclass
from enum import Enum
from typing import get_type_hints

class Mode(Enum):
    FLAT = "flat"

@dataclass
class Size:
    mode: "Mode"

def prepared(size):
    import __main__
    assert __main__.Size is Size and get_type_hints(Size) == {"mode": Mode}
    assert pickle.loads(pickle.dumps(prepared)) is prepared
    return pickle.loads(pickle.dumps(Size(Mode.FLAT)))

"""
AREA = "def area(kh, kw):\n    return kh * kw\n"
WITH_AREA = BOX.replace("1 / (kh * kw)", "1 / area(kh, kw)")
TANH = honest.TANH
RELU = "def relu(x):\n    return np.where(np.isnan(x), x, np.maximum(x, 0))\n"


def box(before: str) -> str:
    """The right answer, with a line before its result."""
    return BOX.replace("    return", f"    {before}\n    return")


@dataclass(frozen=True)
class Story:
    """What somebody does in a notebook, and whether the answer is right where it is graded.

    Attributes:
        passes: whether grading gives full points.
        own: the source of the exercise's cell.
        other: cells that are no exercise's, run before it.
        cells: cells of other exercises, run before it.
        exercise: what is checked.
        course: the notebook.
        after: cells that are no exercise's, run after it.
    """

    passes: bool
    own: str
    other: tuple[str, ...] = ()
    cells: dict[str, str] = field(default_factory=dict)
    exercise: str = "box_kernel"
    course: str = "02_kernels"
    after: tuple[str, ...] = ()


def tanh(passes: bool, own: str, *other: str, **cells: str) -> Story:
    return Story(passes, own, other, cells, "tanh", "04_activations")


STORIES = {
    "right": Story(True, BOX),
    "a helper in the same cell": Story(True, AREA + WITH_AREA),
    "a helper in another cell": Story(False, WITH_AREA, (AREA,)),
    "a helper in another exercise's cell": Story(True, WITH_AREA, cells={"identity_kernel": AREA}),
    "a constant in another cell": Story(False, BOX.replace("1 / (", "one / ("), ("one = 1",)),
    "a default from another cell": Story(
        False, BOX.replace("size)", "size, a=one)", 1), ("one = 1",)
    ),
    "a decorator in another cell": Story(False, f"@same\n{BOX}", ("def same(f): return f",)),
    "a decorator that prints": Story(
        True, f"def same(f):\n    print(f)\n    return f\n\n@same\n{BOX}"
    ),
    "the answer in another cell, by another name": Story(
        False, "box_kernel = mine", (BOX.replace("box_kernel", "mine"),)
    ),
    "wrapped by another cell": Story(
        True, BOX, after=("right = box_kernel", "box_kernel = lambda size: right(size)")
    ),
    "wrapped by another cell, under its own name": Story(
        True, BOX, after=("import functools", "box_kernel = functools.partial(box_kernel)")
    ),
    "an import in the same cell": Story(True, f"import math\n{box('math.sqrt(kh)')}"),
    "an import in another cell": Story(False, box("math.sqrt(kh)"), ("import math",)),
    "a package that is not there": Story(False, box("import PIL")),
    "a package with a way round": Story(
        True, box("try:\n        import PIL\n    except ImportError:\n        pass")
    ),
    "a package that is imported and not used": Story(True, f"import PIL\n{BOX}"),
    "what the first cell brings": Story(False, box("data.photograph()")),
    "the course's own answer": Story(
        False, "def box_kernel(size):\n    return ops.box_kernel(size)"
    ),
    "the course's own answer, by name": Story(False, "box_kernel = ops.box_kernel"),
    "the course's own answer, imported": Story(False, "from cnnlib.ops import box_kernel"),
    "the course's own answer, with all others": Story(False, "from cnnlib.ops import *"),
    "the course's own answer, from its module": Story(
        False,
        "import cnnlib.ops.kernels as k\ndef box_kernel(size):\n    return k.box_kernel(size)",
    ),
    "what an earlier notebook built": Story(
        True, box("from cnnlib.ops import shift_image; import cnnlib.ops.motivation")
    ),
    "pictures drawn": Story(
        True,
        f"import matplotlib.pyplot as plt\n{box('plt.figure(); plots.images([]); display(kh)')}",
    ),
    "IPython asked": Story(False, box("get_ipython()")),
    "the last result": Story(False, box("_"), ("3",)),
    "input asked for": Story(False, box("input('?')")),
    "magics": Story(True, f"%%time\n%config Application.log_level = 30\n{box('%time 3')}"),
    "a test behind it that fails": Story(True, f"{BOX}\nassert box_kernel(3)[0, 0] == 2"),
    "a check behind it": Story(True, f"{BOX}\ncheck('box_kernel', box_kernel)"),
    "a constant from a later cell": Story(
        False, f"ONE = one\n{BOX.replace('1 / (', 'ONE / (')}", cells={"im2col": "one = 1"}
    ),
    "a function from a later cell": Story(True, WITH_AREA, cells={"im2col": AREA}),
    "made by exec": Story(True, f"exec({BOX!r})"),
    "a class": Story(
        True,
        BOX.replace("box_kernel", "make")
        + "class Box:\n    def __call__(self, size):\n        return make(size)\n\n"
        "box_kernel = Box()",
    ),
    "a forbidden call": tanh(False, "def tanh(x):\n    return np.tanh(x)"),
    "a forbidden alias in another cell": tanh(
        False, "def tanh(x):\n    return f(x)", "f = np.tanh"
    ),
    "a forbidden alias in another exercise's cell": tanh(
        False, "def tanh(x):\n    return f(x)", relu=f"f = np.tanh\n{RELU}"
    ),
    "a forbidden helper in another exercise's cell": tanh(
        False, "tanh = helper", sigmoid="def helper(x):\n    return np.tanh(x)"
    ),
    "a forbidden method in another exercise's cell": tanh(
        False, "def tanh(x):\n    return H.f(x)", relu="class H:\n    f = staticmethod(np.tanh)"
    ),
    "a forbidden call to compare with": tanh(True, f"{TANH}\nprint(tanh(1.0) - np.tanh(1.0))"),
    "a forbidden call for another answer": tanh(True, TANH, relu=f"{RELU}\nerror = np.tanh(1.0)"),
    "exec in another exercise's cell": tanh(True, TANH, relu=f"exec('a = 1')\n{RELU}"),
    "exec of what the answer needs": tanh(
        False, TANH.replace("np.abs", "size"), relu=f"exec('size = np.abs')\n{RELU}"
    ),
    "a helper that is looked up by a name": tanh(
        False, TANH.replace("np.abs", "size"), relu=f"size = getattr(np, 'a' + 'bs')\n{RELU}"
    ),
    "found in __main__": Story(True, IN_MAIN + box("sizes = prepared(size)")),
    "all that honest people write": tanh(
        True, "\n".join([TANH, *honest.AROUND_TANH.values()]), **honest.OTHER_ANSWERS
    ),
}


def release(course: str) -> nbformat.NotebookNode:
    return nbformat.read(support.ROOT / f"notebooks/{course}/{course}.ipynb", as_version=4)


def first_cell(course: str) -> str:
    sources = (cell.source for cell in release(course).cells if cell.cell_type == "code")
    return next(source for source in sources if "import check" in source)


@pytest.fixture(scope="module")
def checked(tmp_path_factory) -> dict[str, list[str]]:
    """What `check` says at the end of each story: outcome, note, next step."""
    first = {course.name: first_cell(course.name) for course in NOTEBOOKS}
    stories = [
        {
            "exercise": story.exercise,
            "cells": [
                ("", first[story.course]),
                *(("", source) for source in story.other),
                *story.cells.items(),
                (story.exercise, story.own),
                *(("", source) for source in story.after),
            ],
        }
        for story in STORIES.values()
    ]
    folder = tmp_path_factory.mktemp("ipython")
    ended = subprocess.run(
        [sys.executable, RUNNER],
        input=json.dumps(stories),
        env={
            **os.environ,
            "IPYTHONDIR": str(folder),
            STATE_VARIABLE: str(folder / "progress.json"),
        },
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    return dict(zip(STORIES, json.loads(ended.stdout.splitlines()[-1]), strict=True))


@pytest.fixture(scope="module")
def graded(tmp_path_factory) -> dict[str, str]:
    """The outcome that grading gives each story."""
    folder, outcomes = tmp_path_factory.mktemp("submitted"), {}
    for course in {story.course for story in STORIES.values()}:
        with open_sandbox(notebook(course)) as sandbox:
            grader = Grader(notebook(course), release(course), sandbox, support.SECRET)
            for name, story in STORIES.items():
                if story.course == course:
                    filled = release(course)
                    for cell in filled.cells:
                        answers = {**story.cells, story.exercise: story.own}
                        cell.source = answers.get(cell.id, cell.source)
                    path = folder / f"{course}.ipynb"
                    path.write_text(json.dumps(filled))
                    verdicts = grader.grade("ada", path).verdict.exercises
                    outcomes[name] = next(v.outcome for v in verdicts if v.name == story.exercise)
    return outcomes


class TestRehearse:
    """What passes a check passes grading, and what fails there fails in the check."""

    @pytest.mark.parametrize("name", STORIES)
    def test_check_and_grading_agree(self, checked, graded, name):
        outcome = checked[name][0]
        passes = STORIES[name].passes
        assert (outcome == "passed", graded[name] == "passed") == (passes, passes)

    def test_says_what_is_left_behind(self, checked):
        assert "area comes from another cell" in checked["a helper in another cell"][2]

    def test_says_that_another_cell_is_not_handed_in(self, checked):
        story = checked["wrapped by another cell"]
        assert "another defines box_kernel too: move there what shall count." in story[2]
        assert "another defines" not in checked["right"][2]

    def test_says_where_a_forbidden_call_is(self, checked):
        note = checked["a forbidden helper in another exercise's cell"][1]
        assert (
            note
            == "Line 2 of the cell for sigmoid uses numpy.tanh, which this exercise does not allow."
        )
