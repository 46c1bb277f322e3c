"""The verdict on one submission, its file, and the stamp that says what it was given on."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from autograder.assess import Assessment
from autograder.errors import GradingError, UnknownExerciseError
from autograder.exercise import Exercise, Misconception
from autograder.exercises import exercise
from autograder.files import write_atomically

__all__ = [
    "OUTCOMES",
    "ExerciseVerdict",
    "Verdict",
    "load_verdict",
    "load_verdicts",
    "rejected",
    "stamped_answers",
    "stamped_verdict",
    "verdict_path",
]

SCHEMA = 1
#: What a person reads for an outcome that no misconception explains.
OUTCOMES = {
    "passed": "right",
    "partial": "partly right",
    "failed": "wrong",
    "missing": "not written",
    "error": "ends in an error",
    "timeout": "takes too long",
    "forbidden": "uses what is not allowed",
}


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

    @property
    def what(self) -> str:
        """What happened, in a few words: the misconception's where one is known."""
        if self.misconception is None:
            return OUTCOMES.get(self.outcome, self.outcome)
        return self.declared.phrase if self.declared else self.misconception

    @property
    def declared(self) -> Misconception | None:
        """The misconception as it is declared; None where there is none, or not any more."""
        try:
            found = exercise(self.name).misconceptions
        except UnknownExerciseError:
            return None
        return next((m for m in found if m.id == self.misconception), None)


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
    """

    student: str
    notebook: str
    status: str
    reason: str | None
    sandbox: str
    exercises: tuple[ExerciseVerdict, ...]

    @property
    def score(self) -> float:
        """The points of all exercises."""
        return math.fsum(exercise.points for exercise in self.exercises)

    @property
    def max_score(self) -> float:
        """What all exercises are worth."""
        return math.fsum(exercise.max_points for exercise in self.exercises)

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
        }

    def write(self, out: Path, fingerprint: str, answers: Mapping[str, str]) -> None:
        """Write the verdict's file under `out`, and then its stamp.

        Args:
            out: where the grader writes.
            fingerprint: a hash of all that the verdict depends on.
            answers: a hash of each answer, by grade_id.
        """
        text = json.dumps(self.to_json(), indent=1, ensure_ascii=False) + "\n"
        path = verdict_path(out, self.student, self.notebook)
        write_atomically(path, text)
        stamp = _stamp(fingerprint, path.read_bytes())
        lines = [f"{name} {answers[name]}\n" for name in sorted(answers)]
        write_atomically(_stamp_path(path), "".join((stamp, *lines)))


def rejected(
    student: str, notebook: str, reason: str, exercises: Iterable[Exercise], sandbox: str
) -> Verdict:
    """The verdict on a submission that cannot be graded: no points, and the reason."""
    judged = tuple(
        ExerciseVerdict(e.name, 0.0, e.points, "missing", None, reason) for e in exercises
    )
    return Verdict(student, notebook, "rejected", reason, sandbox, judged)


def verdict_path(out: Path, student: str, notebook: str) -> Path:
    """Where a verdict's file lies."""
    return out / "verdicts" / student / f"{notebook}.json"


def stamped_verdict(out: Path, student: str, notebook: str, fingerprint: str) -> Verdict | None:
    """The verdict of an earlier run, where it was given on just what `fingerprint` stands for."""
    path = verdict_path(out, student, notebook)
    stamp = _stamp_lines(path)
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return _parse(data) if stamp[:1] == [_stamp(fingerprint, data)] else None


def stamped_answers(out: Path, student: str, notebook: str) -> dict[str, str]:
    """The hash of each answer at the last grading, by grade_id; none where there was none."""
    lines = _stamp_lines(verdict_path(out, student, notebook))[1:]
    return dict(line.split() for line in lines if len(line.split()) == 2)


def load_verdict(out: Path, student: str, notebook: str) -> Verdict:
    """The verdict on one submission.

    Raises:
        GradingError: where there is none.
    """
    path = verdict_path(out, student, notebook)
    verdict = _parse(path.read_bytes()) if path.is_file() else None
    if verdict is None:
        raise GradingError(f"no verdict {path}; run autograder grade first")
    return verdict


def load_verdicts(out: Path) -> list[Verdict]:
    """All verdicts under a folder, by notebook and student.

    Raises:
        GradingError: where there is none.
    """
    files = sorted((out / "verdicts").glob("*/*.json"))
    verdicts = [v for file in files if (v := _parse(file.read_bytes())) is not None]
    if not verdicts:
        raise GradingError(f"no verdicts under {out}; run autograder grade first")
    return sorted(verdicts, key=lambda v: (v.notebook, v.student))


def _parse(data: bytes) -> Verdict | None:
    """The verdict that a file holds; None where it holds none."""
    try:
        tree = json.loads(data)
        exercises = tuple(ExerciseVerdict(**exercise) for exercise in tree["exercises"])
        names = ("student", "notebook", "status", "reason", "sandbox")
        return Verdict(**{name: tree[name] for name in names}, exercises=exercises)
    except (ValueError, KeyError, TypeError):
        return None


def _stamp_path(verdict: Path) -> Path:
    return verdict.with_name(f".{verdict.stem}.stamp")


def _stamp_lines(verdict: Path) -> list[str]:
    try:
        return _stamp_path(verdict).read_text(encoding="utf-8").splitlines(keepends=True)
    except (OSError, ValueError):
        return []


def _stamp(fingerprint: str, verdict: bytes) -> str:
    """What a verdict depends on, and which file it is: one that was edited is given anew."""
    return f"{fingerprint} {hashlib.sha256(verdict).hexdigest()}\n"
