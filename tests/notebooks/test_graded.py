"""Every notebook through the real grader: the course's own solutions, and the untouched release."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.build import build_notebook
from autograder.course import NOTEBOOKS
from autograder.exercises import exercises_of
from autograder.grading.batch import Settings, grade_class
from autograder.grading.submissions import find_submissions
from autograder.grading.verdict import Verdict

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("known", NOTEBOOKS, ids=lambda known: known.name)
class TestGraded:
    """What the sandbox makes of the best and of the emptiest work."""

    def test_a_solved_notebook_earns_everything_and_an_untouched_one_nothing(self, known, tmp_path):
        built = build_notebook(ROOT, known)
        for student, sheet in {"solved": built.source, "untouched": built.release}.items():
            path = tmp_path / "submitted" / student / known.name / f"{known.name}.ipynb"
            path.parent.mkdir(parents=True)
            path.write_text(sheet, encoding="utf-8")
        settings = Settings(ROOT, tmp_path / "submitted", tmp_path / "out")
        submissions = find_submissions(settings.submitted, [known.name])
        solved, untouched = grade_class(settings, submissions, lambda *_: None)
        points = {e.name: e.points for e in exercises_of(known.name)}
        assert (solved.sandbox, earned(solved)) == ("bubblewrap", points)
        assert earned(untouched) == dict.fromkeys(points, 0)


def earned(verdict: Verdict) -> dict[str, float]:
    """The points for each exercise."""
    return {judged.name: judged.points for judged in verdict.exercises}
