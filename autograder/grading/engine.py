"""Grade one submission: rebuild it, run its cells in the sandbox, judge what was seen."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder import render
from autograder.assess import Assessment, assess, forbid, load_note, without_left_out
from autograder.course import Notebook
from autograder.errors import GradingError
from autograder.exercise import Case, Exercise
from autograder.exercises import exercises_of
from autograder.files import write_atomically
from autograder.forbidden import Reading
from autograder.grading.calls import make_calls
from autograder.grading.rebuild import (
    Rebuilt,
    RejectedError,
    read_submission,
    rebuild,
    with_own_cells,
    written,
)
from autograder.grading.shown import as_shown
from autograder.grading.verdict import ExerciseVerdict, Verdict, rejected
from autograder.magics import plain_python
from autograder.observation import Observation
from autograder.sandbox import Budget, Cell, Run, Sandbox

__all__ = ["Graded", "Grader", "basis", "fingerprint", "load_secret", "refusal"]


@dataclass(frozen=True)
class Graded:
    """What grading one submission gives.

    Attributes:
        verdict: the judgement.
        notebook: the text of the rebuilt notebook, with our reports as its tests' outputs.
        fingerprint: a hash of all that the verdict depends on; empty where it is to be given anew.
        answers: a hash of each answer, by grade_id, to know later which ones have changed.
        doubtful: whether the machine may be at fault where a limit of time was reached.
    """

    verdict: Verdict
    notebook: str
    fingerprint: str
    answers: Mapping[str, str] = field(default_factory=dict)
    doubtful: bool = False


class Grader:
    """Grades submissions of one notebook with one sandbox."""

    def __init__(
        self, notebook: Notebook, release: NotebookNode, sandbox: Sandbox, secret: bytes
    ) -> None:
        self.notebook = notebook
        self._release = release
        self._sandbox = sandbox
        self._secret = secret
        self._basis = basis(release, sandbox.name, secret)
        self._exercises = exercises_of(notebook.name)

    def grade(self, student: str, path: Path) -> Graded:
        """Judge a submitted file; whatever it holds, a verdict comes out."""
        known = ""
        try:
            data = read_submission(path)
            known = fingerprint(data, self._basis)
            rebuilt = rebuild(self._release, data)
        except RejectedError as error:
            return self.reject(student, str(error), known)
        assessments, doubtful = self._assess(student, rebuilt)
        verdict = Verdict(
            student,
            self.notebook.name,
            "graded",
            None,
            self._sandbox.name,
            tuple(map(ExerciseVerdict.of, assessments)),
        )
        answers = {name: _hash(source) for name, source in rebuilt.answers.items()}
        notebook = _with_reports(rebuilt.notebook, assessments)
        return Graded(verdict, notebook, known, answers, doubtful)

    def reject(self, student: str, reason: str, fingerprint: str = "") -> Graded:
        """No points, and why."""
        given = (self.notebook, self._release, self._sandbox.name)
        return refusal(*given, student, reason, fingerprint)

    def _assess(self, student: str, rebuilt: Rebuilt) -> tuple[list[Assessment], bool]:
        cases = {e.name: [*e.visible_cases, *self._hidden(e, student)] for e in self._exercises}
        cells = [
            Cell(e.name, plain_python(rebuilt.answers[e.name]))
            for e in self._exercises
            if e.name in rebuilt.answers
        ]
        budget = Budget()
        reading = Reading({cell.name: cell.source for cell in cells})
        make = partial(make_calls, self._sandbox, cells, budget=budget, reading=reading)

        def judge(exercises: Sequence[Exercise]) -> list[Assessment]:
            run = make([(e, case) for e in exercises for case in cases[e.name]])
            seen = iter(run.observations)
            did = {e.name: [next(seen) for _ in cases[e.name]] for e in exercises}
            return [_judge(e, cases[e.name], did[e.name], reading, run) for e in exercises]

        shown = as_shown(
            judge(self._exercises),
            make,
            lambda exercise: judge([exercise])[0],
            may_run=lambda: not budget.is_used_up,
        )
        return shown, budget.doubtful

    def _hidden(self, exercise: Exercise, student: str) -> Sequence[Case]:
        message = f"{student}\0{exercise.name}".encode(errors="surrogateescape")
        return exercise.hidden_cases(hmac.digest(self._secret, message, "sha256"))


def refusal(
    notebook: Notebook,
    release: NotebookNode,
    sandbox: str,
    student: str,
    reason: str,
    fingerprint: str = "",
) -> Graded:
    """What grading gives where it cannot be done: no points, and why."""
    exercises = exercises_of(notebook.name)
    verdict = rejected(student, notebook.name, reason, exercises, sandbox)
    return Graded(verdict, _with_reason(release, verdict), fingerprint)


def load_secret(out: Path) -> bytes:
    """The secret from which hidden cases are drawn; made at the first call.

    Raises:
        GradingError: if its file holds something else.
    """
    path = out / "secret"
    if not path.exists():
        temporary = out / f".secret-{secrets.token_hex(4)}"
        write_atomically(temporary, secrets.token_bytes(32), mode=0o600)
        # Two graders may start at once; the first link stays, so that both read one secret.
        with contextlib.suppress(FileExistsError):
            os.link(temporary, path)
        temporary.unlink()
    secret = path.read_bytes()
    if len(secret) != 32:
        raise GradingError(
            f"expected 32 bytes in {path}, got {len(secret)}; restore it from a backup, or delete "
            "it to draw new hidden cases"
        )
    return secret


def basis(release: NotebookNode, sandbox: str, secret: bytes) -> bytes:
    """A hash of what all verdicts on a notebook depend on."""
    digest = hashlib.sha256(nbformat.writes(release).encode())
    digest.update(_own_source())
    digest.update(f"{sandbox}\0".encode() + hashlib.sha256(secret).digest())
    return digest.digest()


def fingerprint(data: bytes, basis: bytes) -> str:
    """A hash of everything that the verdict on a submission depends on."""
    return hashlib.sha256(basis + data).hexdigest()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _own_source() -> bytes:
    """A hash of this program: another version may judge otherwise."""
    root = Path(__file__).resolve().parents[2]
    own = [*(root / "autograder").rglob("*"), *(root / "cnnlib/ops").rglob("*")]
    files = sorted(f for f in own if f.suffix in (".py", ".html", ".txt"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).digest()


def _judge(
    exercise: Exercise,
    cases: Sequence[Case],
    observations: Sequence[Observation],
    reading: Reading,
    run: Run,
) -> Assessment:
    if banned := reading.uses(exercise.name, exercise.forbidden):
        return forbid(exercise, *banned[0])
    assessment = assess(exercise, cases, observations)
    if assessment.outcome == "missing" and exercise.name in run.load:
        # There is no function because its cell failed, so each call ends as the cell did.
        ended = run.load[exercise.name]
        assessment = assess(exercise, cases, [ended] * len(cases), note=load_note(ended))
    elif exercise.name not in reading.cells:
        note = "The notebook that was handed in has no cell for this exercise."
        assessment = assess(exercise, cases, observations, note=note)
    return without_left_out(assessment, lambda: reading.unreadable(exercise.name))


def _with_reports(notebook: NotebookNode, assessments: list[Assessment]) -> str:
    """The notebook's text, with each report as its test cell's output, and the points last."""
    outputs = {
        a.exercise.name: (render.report_text(a), render.report_html(a), a.points)
        for a in assessments
    }
    return _with_outputs(notebook, outputs)


def _with_reason(release: NotebookNode, verdict: Verdict) -> str:
    """The release's text, with the reason of a rejection in every test cell, and no points."""
    text, html = render.both("notice", text=verdict.reason)
    return _with_outputs(release, {e.name: (text, html, 0.0) for e in verdict.exercises})


def _with_outputs(notebook: NotebookNode, outputs: dict[str, tuple[str, str, float]]) -> str:
    notebook = with_own_cells(notebook)
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if cell.cell_type != "code" or not grade_id.startswith("test_"):
            continue
        text, html, points = outputs[grade_id.removeprefix("test_")]
        cell.outputs = [
            _output("display_data", {"text/plain": text, "text/html": html}),
            # A number as the cell's value is how nbgrader is told of partial credit.
            _output("execute_result", {"text/plain": repr(float(points))}, execution_count=None),
        ]
    return written(notebook)


def _output(kind: str, data: dict[str, str], **more: Any) -> NotebookNode:
    return NotebookNode(output_type=kind, metadata=NotebookNode(), data=NotebookNode(data), **more)
