"""Every notebook through the real grader: the course's own solutions, and the untouched release."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.build import build_notebook
from autograder.course import NOTEBOOKS
from autograder.exercises import exercises_of

ROOT = Path(__file__).resolve().parents[2]
MAIN = "from autograder.cli import main; main()"


@pytest.mark.parametrize("known", NOTEBOOKS, ids=lambda known: known.name)
class TestGraded:
    """What the sandbox makes of the best and of the emptiest work."""

    def test_a_solved_notebook_earns_everything_and_an_untouched_one_nothing(self, known, tmp_path):
        built = build_notebook(ROOT, known)
        for student, sheet in {"solved": built.source, "untouched": built.release}.items():
            path = tmp_path / "submitted" / student / known.name / f"{known.name}.ipynb"
            path.parent.mkdir(parents=True)
            path.write_text(sheet, encoding="utf-8")
        folders = ["--submitted", tmp_path / "submitted", "--out", tmp_path / "out"]
        grading = [sys.executable, "-c", MAIN, "grade", known.name, *folders]
        subprocess.run(grading, cwd=ROOT, check=True, capture_output=True)
        points = {e.name: e.points for e in exercises_of(known.name)}
        assert earned(tmp_path / "out", "solved", known.name) == points
        assert earned(tmp_path / "out", "untouched", known.name) == dict.fromkeys(points, 0)


def earned(out: Path, student: str, notebook: str) -> dict[str, float]:
    """The points for each exercise in a student's verdict."""
    verdict = json.loads((out / "verdicts" / student / f"{notebook}.json").read_text("utf-8"))
    return {exercise["name"]: exercise["points"] for exercise in verdict["exercises"]}
