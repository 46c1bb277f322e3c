"""Turn what was seen of a learner's function into points, a name for the mistake, a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from autograder.compare import MANNERS_KINDS, Problem, expected, find_problem
from autograder.diagnose import Diagnosis, diagnose, expected_values
from autograder.exercise import MANNERS, Case, Exercise, Group
from autograder.observation import Observation

__all__ = [
    "Assessment",
    "Failing",
    "GroupResult",
    "assess",
    "forbid",
    "load_note",
    "without_left_out",
]

Outcome = Literal["passed", "partial", "failed", "missing", "error", "timeout", "forbidden"]


@dataclass(frozen=True)
class GroupResult:
    """How one group of cases went."""

    name: str
    points: float
    max_points: float
    passed: bool


@dataclass(frozen=True)
class Failing:
    """The one failing case that is shown: what went in, what was wanted, and what was seen."""

    case: Case
    problem: Problem
    want: Any
    seen: Observation


@dataclass(frozen=True)
class Assessment:
    """The judgement of one answer to one exercise."""

    exercise: Exercise
    outcome: Outcome
    groups: tuple[GroupResult, ...]
    diagnosis: Diagnosis | None = None
    failing: Failing | None = None
    note: str = ""

    @property
    def points(self) -> float:
        """The points earned."""
        return sum(group.points for group in self.groups)

    @property
    def max_points(self) -> float:
        """The points that the exercise is worth."""
        return self.exercise.points

    @property
    def misconception(self) -> str | None:
        """The id of the misconception that explains the answer, or None."""
        return None if self.diagnosis is None else self.diagnosis.misconception.id

    @property
    def message(self) -> str:
        """One or two sentences for the learner, as plain text."""
        if self.note:
            return self.note
        if self.failing is None:
            return "All groups pass."
        where = f"In “{self.failing.case.group}”: {self.failing.problem.text}."
        if self.diagnosis is None:
            return where
        return f"{self.diagnosis.misconception.explanation} {where}"


def assess(
    exercise: Exercise,
    cases: Sequence[Case],
    observations: Sequence[Observation],
    note: str = "",
) -> Assessment:
    """Judge an answer from what its function did in each case.

    Args:
        exercise: the exercise that was answered.
        cases: the cases that were run, visible and hidden, in any order.
        observations: what was seen in each.
        note: replaces the message where something else is to be said.

    Returns:
        Points by group, the outcome, the misconception, and the smallest failing case.
    """
    known = dict(zip(exercise.visible_cases, expected_values(exercise), strict=True))
    failures = []
    for case, seen in zip(cases, observations, strict=True):
        want = known[case] if case in known else None if case.raises else expected(exercise, case)
        problem = find_problem(exercise, case, want, seen)
        if problem is not None:
            failures.append(Failing(case, problem, want, seen))
    groups = _group_results(exercise, failures)
    # What nobody has written shows no misconception, and to find that out takes its time.
    is_wrong = any(failing.problem.kind not in ("missing", "unwritten") for failing in failures)
    diagnosis = diagnose(exercise, cases, observations) if is_wrong else None
    return Assessment(
        exercise,
        _outcome(groups, failures),
        groups,
        diagnosis,
        _most_telling(exercise, failures, diagnosis),
        note,
    )


def forbid(exercise: Exercise, name: str, line: int, cell: str | None = None) -> Assessment:
    """The judgement of an answer that calls what it may not: no points, and where it does so."""
    groups = tuple(GroupResult(g.name, 0.0, g.points, False) for g in exercise.groups)
    where = "" if cell in (None, exercise.name) else f" of the cell for {cell}"
    note = f"Line {line}{where} uses {name}, which this exercise does not allow."
    return Assessment(exercise, "forbidden", groups, note=note)


def without_left_out(
    assessment: Assessment, left_out: Callable[[], Sequence[tuple[str, int, str]]]
) -> Assessment:
    """The judgement of an answer that was made without the statements that cannot be read.

    Args:
        assessment: what became of the answer.
        left_out: finds what of it was left out: names, lines and cells.

    Returns:
        That it uses what is not allowed, where it does not pass and was made of such a statement.
    """
    if assessment.outcome == "passed" or not assessment.exercise.forbidden:
        return assessment
    return next((forbid(assessment.exercise, *use) for use in left_out()), assessment)


def load_note(ended: Observation) -> str:
    """What to say of an answer that is missing because its cell ended in this way."""
    if ended.outcome == "timeout":
        return "Your cell never came to an end, so its function was not called; is a loop endless?"
    failure = ended.failure
    if failure is None:
        return "Your cell ended the whole program, so its function was not called; remove that."
    where = f" on line {failure.line}" if failure.line else ""
    said = f": {failure.message}" if failure.message else ""
    return f"Your cell raised {failure.type}{where}{said}."


def _group_results(exercise: Exercise, failures: list[Failing]) -> tuple[GroupResult, ...]:
    """Points follow the groups; errors and manners pay only where some answer is right.

    Otherwise a function that always raises, or always returns zeros, would earn points.
    """
    failed = {_charged_group(exercise, failing) for failing in failures}
    some_answer = any(_asks_for_values(g) and g.name not in failed for g in exercise.groups)
    results = []
    for group in exercise.groups:
        passed = group.name not in failed and some_answer
        points = group.points if passed else 0.0
        results.append(GroupResult(group.name, points, group.points, passed))
    return tuple(results)


def _charged_group(exercise: Exercise, failing: Failing) -> str:
    has_manners = any(group.name == MANNERS for group in exercise.groups)
    if has_manners and failing.problem.kind in MANNERS_KINDS:
        return MANNERS
    return failing.case.group


def _asks_for_values(group: Group) -> bool:
    return not group.raises and group.name != MANNERS


def _outcome(groups: tuple[GroupResult, ...], failures: list[Failing]) -> Outcome:
    if all(group.passed for group in groups):
        return "passed"
    if any(group.points for group in groups):
        return "partial"
    kinds = {failing.problem.kind for failing in failures if not failing.case.raises}
    for kind, outcome in _OUTCOMES.items():
        if kinds == {kind}:
            return outcome
    return "failed"


_OUTCOMES: dict[str, Outcome] = {
    "missing": "missing",
    "unwritten": "missing",
    "timeout": "timeout",
    "raised": "error",
    "crashed": "error",
    "memory": "error",
}


def _most_telling(
    exercise: Exercise, failures: list[Failing], diagnosis: Diagnosis | None
) -> Failing | None:
    """The failing case to show: one that shows the misconception, visible, early, and small."""
    shows = set(diagnosis.cases) if diagnosis else set()
    order = {group.name: index for index, group in enumerate(exercise.groups)}

    def rank(failing: Failing) -> tuple:
        case = failing.case
        return (
            case not in shows,
            case.hidden,
            failing.problem.kind in MANNERS_KINDS,
            order[case.group] if case not in shows else 0,
            _size(case),
        )

    return min(failures, key=rank, default=None)


def _size(case: Case) -> int:
    return sum(int(np.size(a)) for a in case.arrays)
