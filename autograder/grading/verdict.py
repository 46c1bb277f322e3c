"""The verdict on one submission, and its file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from autograder.assess import Assessment
from autograder.errors import GradingError
from autograder.exercise import Exercise
from autograder.files import write_atomically

__all__ = ["ExerciseVerdict", "Verdict", "load_verdicts", "read_verdict", "verdict_path"]

SCHEMA = 1


@dataclass(frozen=True)
class ExerciseVerdict:
    """The judgement of one exercise, as it is stored."""

    name: str
    points: float
    max_points: float
    outcome: str
    misconception: str | None
    message: str

    @classmethod
    def of(cls, assessment: Assessment) -> ExerciseVerdict:
        """The stored form of an assessment."""
        return cls(
            assessment.exercise.name,
            assessment.points,
            assessment.max_points,
            assessment.outcome,
            assessment.misconception,
            assessment.message,
        )


@dataclass(frozen=True)
class Verdict:
    """The judgement of one submission.

    Attributes:
        student: the student's name, as the folder of the submission says it.
        notebook: the notebook's name.
        status: `graded` or `rejected`.
        reason: why it was rejected, or None.
        sandbox: `bubblewrap` or `none`.
        exercises: one judgement an exercise, in the notebook's order.
        fingerprint: a hash of all that the verdict depends on; equal means nothing to do.
    """

    student: str
    notebook: str
    status: str
    reason: str | None
    sandbox: str
    exercises: tuple[ExerciseVerdict, ...]
    fingerprint: str

    @property
    def score(self) -> float:
        """The points of all exercises."""
        return sum(exercise.points for exercise in self.exercises)

    @property
    def max_score(self) -> float:
        """What all exercises are worth."""
        return sum(exercise.max_points for exercise in self.exercises)

    def to_json(self) -> dict[str, Any]:
        """The verdict in the form of its file."""
        return {
            "schema": SCHEMA,
            "student": self.student,
            "notebook": self.notebook,
            "status": self.status,
            "reason": self.reason,
            "sandbox": self.sandbox,
            "score": self.score,
            "max_score": self.max_score,
            "exercises": [asdict(exercise) for exercise in self.exercises],
            "fingerprint": self.fingerprint,
        }

    def write(self, out: Path) -> None:
        """Write the verdict's file under `out`."""
        text = json.dumps(self.to_json(), indent=1, ensure_ascii=False) + "\n"
        write_atomically(verdict_path(out, self.student, self.notebook), text)


def rejected(
    student: str, notebook: str, reason: str, exercises: Iterable[Exercise], **rest: str
) -> Verdict:
    """The verdict on a submission that cannot be graded: no points, and the reason."""
    judged = tuple(
        ExerciseVerdict(e.name, 0.0, e.points, "missing", None, reason) for e in exercises
    )
    return Verdict(student, notebook, "rejected", reason, exercises=judged, **rest)


def verdict_path(out: Path, student: str, notebook: str) -> Path:
    """Where a verdict's file lies."""
    return out / "verdicts" / student / f"{notebook}.json"


def read_verdict(path: Path) -> Verdict | None:
    """Read a verdict's file; None where there is none, or none that we can read."""
    try:
        tree = json.loads(path.read_text(encoding="utf-8"))
        exercises = tuple(ExerciseVerdict(**exercise) for exercise in tree["exercises"])
        names = ("student", "notebook", "status", "reason", "sandbox", "fingerprint")
        return Verdict(**{name: tree[name] for name in names}, exercises=exercises)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def load_verdicts(out: Path) -> list[Verdict]:
    """All verdicts under a folder, by notebook and student.

    Raises:
        GradingError: where there is none.
    """
    files = sorted((out / "verdicts").glob("*/*.json"))
    verdicts = [verdict for file in files if (verdict := read_verdict(file)) is not None]
    if not verdicts:
        raise GradingError(f"no verdicts under {out}; run autograder grade first")
    return sorted(verdicts, key=lambda v: (v.notebook, v.student))
