"""Grade one submission: rebuild it, run its cells in the sandbox, judge what was seen."""

from __future__ import annotations

import copy
import hashlib
import hmac
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder import render
from autograder.assess import Assessment, assess, forbid
from autograder.course import Notebook
from autograder.errors import GradingError
from autograder.exercise import Case, Exercise
from autograder.exercises import exercises_of
from autograder.forbidden import uses_of
from autograder.grading.rebuild import (
    Rebuilt,
    RejectedError,
    plain_python,
    read_submission,
    rebuild,
)
from autograder.grading.verdict import ExerciseVerdict, Verdict, rejected
from autograder.observation import Failure, Observation
from autograder.sandbox import Call, Cell, Run, Sandbox

__all__ = ["Graded", "Grader", "fingerprint", "load_secret"]


@dataclass(frozen=True)
class Graded:
    """A verdict, and the text of the rebuilt notebook with our reports as its tests' outputs."""

    verdict: Verdict
    notebook: str


class Grader:
    """Grades submissions of one notebook with one sandbox."""

    def __init__(
        self, notebook: Notebook, release: NotebookNode, sandbox: Sandbox, secret: bytes
    ) -> None:
        self.notebook = notebook
        self._release = release
        self._sandbox = sandbox
        self._secret = secret
        self._exercises = exercises_of(notebook.name)

    def grade(self, student: str, path: Path) -> Graded:
        """Judge a submitted file; whatever it holds, a verdict comes out."""
        rest = {"sandbox": self._sandbox.name, "fingerprint": ""}
        try:
            data = read_submission(path)
            rest["fingerprint"] = fingerprint(data, self._release, self._sandbox.name, self._secret)
            rebuilt = rebuild(self._release, data)
        except RejectedError as error:
            verdict = rejected(student, self.notebook.name, str(error), self._exercises, **rest)
            return Graded(verdict, _with_reason(self._release, verdict))
        assessments = self._assess(student, rebuilt)
        verdict = Verdict(
            student,
            self.notebook.name,
            "graded",
            None,
            exercises=tuple(map(ExerciseVerdict.of, assessments)),
            **rest,
        )
        return Graded(verdict, _with_reports(rebuilt.notebook, assessments))

    def _assess(self, student: str, rebuilt: Rebuilt) -> list[Assessment]:
        cases = {e.name: [*e.visible_cases, *self._hidden(e, student)] for e in self._exercises}
        cells = [
            Cell(e.name, plain_python(rebuilt.answers[e.name]))
            for e in self._exercises
            if e.name in rebuilt.answers
        ]
        calls = [Call(e.name, *e.call(case)) for e in self._exercises for case in cases[e.name]]
        run = self._sandbox.run(cells, calls)
        seen = iter(run.observations)
        return [
            _judge(
                exercise,
                cases[exercise.name],
                [next(seen) for _ in cases[exercise.name]],
                rebuilt.answers.get(exercise.name),
                run,
            )
            for exercise in self._exercises
        ]

    def _hidden(self, exercise: Exercise, student: str) -> Sequence[Case]:
        message = f"{student}\0{exercise.name}".encode(errors="surrogateescape")
        return exercise.hidden_cases(hmac.digest(self._secret, message, "sha256"))


def load_secret(out: Path) -> bytes:
    """The secret from which hidden cases are drawn; made at the first call.

    Raises:
        GradingError: if its file holds something else.
    """
    path = out / "secret"
    if not path.exists():
        out.mkdir(parents=True, exist_ok=True)
        temporary = out / f".secret-{secrets.token_hex(4)}"
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(32))
        # Two graders may start at once; the first link stays, so that both read one secret.
        try:
            os.link(temporary, path)
        except FileExistsError:
            pass
        finally:
            temporary.unlink()
    secret = path.read_bytes()
    if len(secret) != 32:
        raise GradingError(
            f"expected 32 bytes in {path}, got {len(secret)}; restore it from a backup, or delete "
            "it to draw new hidden cases"
        )
    return secret


def fingerprint(data: bytes, release: NotebookNode, sandbox: str, secret: bytes) -> str:
    """A hash of everything that a verdict depends on."""
    digest = hashlib.sha256(data)
    digest.update(nbformat.writes(release).encode())
    digest.update(_own_source())
    digest.update(f"{sandbox}\0".encode() + hashlib.sha256(secret).digest())
    return digest.hexdigest()


@cache
def _own_source() -> bytes:
    """A hash of this program: another version may judge otherwise."""
    root = Path(__file__).resolve().parents[2]
    files = sorted([*(root / "autograder").rglob("*.py"), *(root / "cnnlib/ops").rglob("*.py")])
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).digest()


def _judge(
    exercise: Exercise,
    cases: Sequence[Case],
    observations: Sequence[Observation],
    source: str | None,
    run: Run,
) -> Assessment:
    if source is not None:
        banned = uses_of(plain_python(source), exercise.forbidden)
        if banned:
            name, line = banned[0]
            return forbid(exercise, f"Line {line} uses {name}, which this exercise does not allow.")
    assessment = assess(exercise, cases, observations)
    if assessment.outcome == "missing" and exercise.name in run.load:
        return assess(exercise, cases, observations, note=_load_note(run.load[exercise.name]))
    if source is None:
        note = "The notebook that was handed in has no cell for this exercise."
        return assess(exercise, cases, observations, note=note)
    return assessment


def _load_note(failure: Failure | None) -> str:
    if failure is None:
        return "Your cell ended the program, or never came to an end, before it defined a function."
    where = f" on line {failure.line}" if failure.line else ""
    return f"Your cell raised {failure.type}{where}: {failure.message}"


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
    notebook = copy.deepcopy(notebook)
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if cell.cell_type != "code" or not grade_id.startswith("test_"):
            continue
        text, html, points = outputs[grade_id.removeprefix("test_")]
        cell.outputs = [
            new_output("display_data", data={"text/plain": text, "text/html": html}),
            # A number as the cell's value is how nbgrader is told of partial credit.
            new_output("execute_result", data={"text/plain": repr(float(points))}),
        ]
    written: str = nbformat.writes(notebook)
    return written + "\n"
