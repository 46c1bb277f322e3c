"""The outline says what the declarations and the notebooks' text say, and costs next to nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from autograder import build as building
from autograder.course import NOTEBOOKS
from autograder.errors import BuildError
from autograder.exercises import all_exercises, exercise
from autograder.outline import FILE, entries, entries_of, outline

TEXT = "## Averages\n\n### Exercise: `box_kernel`\n2 points · ★★ · 7 minutes\n\nAn average."


class TestEntries:
    """The committed outline."""

    def test_has_every_declared_exercise_in_the_courses_order(self):
        declared = all_exercises()
        assert list(entries()) == list(declared)
        for name, entry in entries().items():
            known = declared[name]
            assert (entry.notebook, entry.points) == (known.notebook, known.points)

    def test_leaves_time_to_read(self):
        for notebook in NOTEBOOKS:
            minutes = sum(entry.minutes for entry in entries_of(notebook.name))
            assert 0 < minutes < notebook.minutes

    def test_loads_neither_torch_nor_the_declarations(self):
        program = (
            "import sys\nfrom autograder import progress\nrepr(progress())\n"
            "print(*(m for m in sys.modules if m == 'torch' or 'autograder.exercises.' in m))"
        )
        ended = subprocess.run(
            [sys.executable, "-c", program], check=True, capture_output=True, text=True
        )
        assert ended.stdout.split() == []


class TestOutline:
    """What `autograder build` makes of declarations and text."""

    def test_reads_minutes_and_stars_below_the_heading(self):
        [entry] = outline([exercise("box_kernel")], [new_markdown_cell(TEXT)])
        assert (entry.name, entry.points) == ("box_kernel", 2.0)
        assert (entry.minutes, entry.stars) == (7, 2)

    @pytest.mark.parametrize(
        "cells",
        [
            [],
            [new_code_cell(TEXT)],
            [new_markdown_cell(TEXT.replace("box_kernel", "identity_kernel"))],
            [new_markdown_cell(TEXT.replace("7 minutes", "soon"))],
        ],
        ids=["no text", "code", "another exercise", "no minutes"],
    )
    def test_asks_for_a_line_that_is_missing(self, cells):
        with pytest.raises(BuildError, match=r"02_kernels: expected a heading .*`box_kernel`"):
            outline([exercise("box_kernel")], cells)

    def test_is_written_into_the_package_only(self, tmp_path, monkeypatch):
        built = [building.build_notebook(FILE.parents[1], NOTEBOOKS[0])]
        monkeypatch.setattr("autograder.outline.FILE", tmp_path / "outline.json")
        [(path, text)] = building.outline_file(tmp_path, built).items()
        assert path == tmp_path / "outline.json"
        assert '"name": "dense_param_count", "notebook": "01_motivation"' in text
        assert building.outline_file(tmp_path / "elsewhere", built) == {}
