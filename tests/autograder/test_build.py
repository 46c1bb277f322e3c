"""The release is made again to the byte, gives nothing away, and is what nbgrader expects."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import nbformat
import numpy as np
import pytest
from nbformat import NotebookNode
from nbgrader.preprocessors import CheckCellMetadata
from nbgrader.utils import compute_checksum, is_grade, is_locked, is_solution

from autograder import build as building
from autograder.course import NOTEBOOKS, Notebook
from autograder.errors import BuildError
from autograder.exercises import exercises_of
from autograder.values import arrays_in

ROOT = Path(__file__).resolve().parents[2]
BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
every_notebook = pytest.mark.parametrize("known", NOTEBOOKS, ids=lambda known: known.name)


def release_path(root: Path, known: Notebook) -> Path:
    return root / "notebooks" / known.name / f"{known.name}.ipynb"


def release_of(known: Notebook) -> NotebookNode:
    return nbformat.read(release_path(ROOT, known), as_version=4)


def script_of(known: Notebook) -> Path:
    return ROOT / "solutions" / f"{known.name}.py"


class TestBuild:
    """Equal scripts and declarations give equal bytes; what is there is fresh."""

    def test_two_builds_are_equal_to_the_byte(self, course):
        first = {path: path.read_bytes() for path in building.build(course)}
        second = {path: path.read_bytes() for path in building.build(course)}
        assert first == second
        assert len(first) == 2 * len(NOTEBOOKS)

    def test_another_hash_seed_and_another_process_give_the_same_bytes(self, course):
        mine = {path: path.read_bytes() for path in building.build(course)}
        for path in mine:
            path.unlink()
        code = "from autograder.cli import main; main()"
        subprocess.run(
            [sys.executable, "-c", code, "build"],
            cwd=course,
            env={**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
            check=True,
            capture_output=True,
        )
        assert {path: path.read_bytes() for path in mine} == mine

    @every_notebook
    def test_the_committed_release_is_fresh(self, known):
        built = building.build_notebook(ROOT, known)
        assert release_path(ROOT, known).read_text(encoding="utf-8") == built.release

    @pytest.mark.parametrize("damage", [b"", b"\xff\xfe", None], ids=["empty", "bytes", "missing"])
    def test_a_damaged_release_counts_as_stale(self, course, damage):
        path = release_path(course, NOTEBOOKS[0])
        if damage is None:
            path.unlink()
        else:
            path.write_bytes(damage)
        assert building.stale(course) == [path]


@every_notebook
class TestRelease:
    """What students get: no solution, no hidden test, and everything that nbgrader checks."""

    def test_no_line_of_a_solution_stands_in_it(self, known):
        """A line may only stand there as often as the script shows it outside of solutions."""
        solutions, visible = split_script(script_of(known))
        shown = Counter(lines_of(cell.source for cell in release_of(known).cells))
        leaked = {
            line: shown[line] - visible[line]
            for answer in solutions.values()
            for line in answer
            if shown[line] > visible[line]
        }
        assert solutions.keys() == {e.name for e in exercises_of(known.name)}
        assert leaked == {}

    def test_no_solution_can_be_put_together_from_what_is_visible(self, known):
        solutions, visible = split_script(script_of(known))
        given_away = [name for name, lines in solutions.items() if all(map(visible.get, lines))]
        assert given_away == []

    def test_no_line_of_a_rubric_or_a_model_answer_stands_in_it(self, known):
        rubric = rubric_lines(script_of(known))
        text = release_path(ROOT, known).read_text(encoding="utf-8")
        assert len(rubric) > 10
        assert [line for line in rubric if line in text] == []

    def test_no_number_of_a_hidden_case_stands_in_it(self, known):
        text = release_path(ROOT, known).read_text(encoding="utf-8")
        numbers = {
            repr(float(number))
            for exercise in exercises_of(known.name)
            for case in exercise.hidden_cases(b"somebody's key")
            for array in arrays_in(list(case.arguments.values()))
            if array.dtype.kind == "f"
            for number in array.flat
            if np.isfinite(number) and abs(number * 100) % 1 > 0
        }
        # The cases of notebook 01 hold whole numbers, which stand in every text.
        assert numbers or known.topic == "motivation"
        assert [number for number in numbers if number in text] == []

    def test_no_marker_and_no_output_is_left(self, known):
        release = release_of(known)
        assert "SOLUTION" not in "".join(cell.source for cell in release.cells)
        assert all(
            not c.outputs and c.execution_count is None for c in release.cells if "outputs" in c
        )

    def test_nbgrader_accepts_its_metadata(self, known):
        CheckCellMetadata().preprocess(release_of(known), {})
        nbformat.validate(release_of(known))

    def test_checksums_are_those_that_nbgrader_computes(self, known):
        graded = [c for c in release_of(known).cells if is_grade(c) or is_locked(c)]
        assert graded
        for cell in graded:
            assert cell.metadata.nbgrader.checksum == compute_checksum(cell)

    def test_cell_ids_are_unique_and_equal_the_grade_ids(self, known):
        cells = release_of(known).cells
        graded = [cell for cell in cells if "nbgrader" in cell.metadata]
        assert all(cell.id == cell.metadata.nbgrader.grade_id for cell in graded)
        assert len({cell.id for cell in cells}) == len(cells)

    def test_every_exercise_has_a_cell_to_write_in_and_a_locked_test_with_its_points(self, known):
        cells = {c.id: c for c in release_of(known).cells}
        for exercise in exercises_of(known.name):
            answer, test = cells[exercise.name], cells[f"test_{exercise.name}"]
            assert is_solution(answer)
            assert not is_grade(answer)
            assert "raise NotImplementedError" in answer.source
            assert is_locked(test)
            assert test.metadata.nbgrader.points == exercise.points


CELL = 'exercise="box_kernel"'
ASKED = ' question="explain_kernel_sum" points=3'
#: What is replaced by what, the text whose first line must be named, and what must be said.
BREAKS = {
    "no end": (f"    {END}\n", "", CELL, "'### END SOLUTION' after it in box_kernel"),
    "no begin": (f"    {BEGIN}\n", "", CELL, "one '### BEGIN SOLUTION'"),
    "unknown": (CELL, 'exercise="bux"', 'exercise="bux"', "no exercise 'bux' is declared"),
    "parameter": ("box_kernel(size)", "box_kernel(n)", CELL, r"got box_kernel\(n\)"),
    "name": ("def box_kernel(", "def box(", CELL, r"box_kernel\(size\), got None"),
    "default": ("bias=0.0):", "bias=1.0):", 'exercise="correlate2d"', r"got .*bias=1\.0\)"),
    "syntax": ("box_kernel(size):", "box_kernel(size:", CELL, "box_kernel: "),
    "stray marker": ("\nimport numpy", f"\n{BEGIN}\nimport numpy", BEGIN, "that is no exercise"),
    "no question": (ASKED, "", 'rubric="', "rubric without its question"),
    "no rubric": ('rubric="explain_kernel_sum"', "", 'question="', "question without its rubric"),
    "no points": (" points=3\n", "\n", 'question="', "expected points above 0 .* got None"),
    "zero points": (" points=3\n", " points=0\n", 'question="', "expected points above 0 .* got 0"),
    "odd name": ('"explain_kernel_sum"', '"sum"', 'question="', "like explain_sum, got 'sum'"),
}


class TestBrokenScript:
    """A script that does not fit is refused with file and line, and nothing is written."""

    @pytest.mark.parametrize(("old", "new", "at", "message"), BREAKS.values(), ids=BREAKS.keys())
    def test_names_the_line_and_the_remedy(self, course, old, new, at, message):
        script = course / "solutions/02_kernels.py"
        text = script.read_text(encoding="utf-8")
        assert old in text
        broken = text.replace(old, new) if old.startswith('"explain') else text.replace(old, new, 1)
        script.write_text(broken, encoding="utf-8")
        line = next(n for n, row in enumerate(broken.splitlines(), 1) if at in row)
        before = everything(course)
        with pytest.raises(BuildError, match=rf"02_kernels\.py:{line}: .*{message}"):
            building.build(course)
        assert everything(course) == before

    def test_a_second_cell_of_an_exercise_is_found_where_it_stands(self, course):
        script = course / "solutions/02_kernels.py"
        text = script.read_text(encoding="utf-8")
        script.write_text(text + f'\n# %% exercise="conv2d"\n{BEGIN}\n{END}\n', encoding="utf-8")
        line = len(text.splitlines()) + 2
        with pytest.raises(BuildError, match=rf":{line}: conv2d has 2 cells; keep one"):
            building.build(course)

    def test_a_missing_exercise_is_named(self, course):
        script = course / "solutions/02_kernels.py"
        text = script.read_text(encoding="utf-8")
        start = text.index('# %% exercise="conv2d"\n')
        end = text.index("# %%", start + 1)
        script.write_text(text[:start] + text[end:], encoding="utf-8")
        with pytest.raises(
            BuildError, match=r"\.py:\d+: no cell for conv2d; add one with exercise="
        ):
            building.build(course)

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            (None, "cannot read .*02_kernels.py: No such file or directory; restore it"),
            (b"# \xff", r"02_kernels\.py:1: not UTF-8"),
            (b"# ---\n# jupyter: [\n# ---\n", r"02_kernels\.py:1: "),
        ],
        ids=["missing", "latin-1", "header"],
    )
    def test_a_script_that_cannot_be_read_is_named(self, course, data, message):
        script = course / "solutions/02_kernels.py"
        script.unlink() if data is None else script.write_bytes(data)
        with pytest.raises(BuildError, match=message):
            building.build(course)


def everything(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def lines_of(sources) -> list[str]:
    """The lines of some cells, without indentation, comment signs of markdown, and blank ones."""
    return [line.strip() for source in sources for line in source.splitlines() if line.strip()]


def split_script(path: Path) -> tuple[dict[str, list[str]], Counter[str]]:
    """The lines of each solution, and how often each other line stands in the script.

    Written for this test, without the parts of the build that it checks.
    """
    solutions: dict[str, list[str]] = {}
    visible: Counter[str] = Counter()
    exercise, inside = "", False
    for row in path.read_text(encoding="utf-8").splitlines():
        if row.startswith("# %%"):
            exercise = row.partition('exercise="')[2].partition('"')[0]
        line = row.removeprefix("# ").strip()
        if line in (BEGIN, END):
            inside = line == BEGIN
        elif inside and line:
            solutions.setdefault(exercise, []).append(line)
        else:
            visible[line] += 1
    return solutions, visible


def rubric_lines(path: Path) -> list[str]:
    cell = path.read_text(encoding="utf-8").partition("# %% [markdown] rubric=")[2]
    rows = cell.partition("# %%")[0].splitlines()[1:]
    # A line may end a paragraph in two words, which stand in any text.
    return [line for row in rows if len(line := row.removeprefix("#").strip()) > 20]
