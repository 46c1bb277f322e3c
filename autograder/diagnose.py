"""Name the misconception behind a wrong answer, or none.

A misconception is known by what it answers. It is named only where a wrong implementation of it
explains the learner's answers in every case: where it errs, the learner gives the same wrong
numbers; where it is right, so is the learner. A case in which the learner's function raised, or
answered in another shape, neither supports nor excludes it, because index slips crash on some
shapes; but at least two wrong numbers must agree. Of an answer in several parts (a tuple), each
part that is wrong must be explained, and each may show the mistake in its own way.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from autograder.compare import close, expected
from autograder.exercise import Case, Exercise, Misconception, slug
from autograder.observation import Observation
from autograder.values import NUMERIC_KINDS, Opaque, arrays_in, copy_value, plain, same

__all__ = ["NOTHING", "Diagnosis", "diagnose", "expected_values", "explains", "prediction"]

#: Agreement with a wrong implementation is looked for at this tolerance.
TOLERANCE = 1e-7
#: How many wrong numbers must agree before a misconception is named.
ENOUGH_EVIDENCE = 2
#: Misconceptions that show in what happens to the inputs, not in what is returned.
IN_PLACE = frozenset({slug("input changed in place"), slug("in place")})

#: Stands for “no value”: the call raised, or had to.
NOTHING = Opaque("nothing")


@dataclass(frozen=True)
class Diagnosis:
    """A misconception that explains what was seen, and the cases that show it."""

    misconception: Misconception
    cases: tuple[Case, ...]


@dataclass(frozen=True)
class _Answer:
    """A part of one visible case: the right value and the learner's."""

    case: Case
    right: Any
    given: Any
    inputs: list[np.ndarray]
    tolerance: float

    def agree(self, a: Any, b: Any) -> bool:
        return close(a, b, self.tolerance, self.inputs)

    @property
    def wrong(self) -> bool:
        return not same(self.given, NOTHING) and not self.agree(self.right, self.given)


#: What one way of making a mistake answers to each visible case, part by part.
Way = dict[Case, tuple[Any, ...]]


def diagnose(
    exercise: Exercise, cases: Sequence[Case], observations: Sequence[Observation]
) -> Diagnosis | None:
    """Find the misconception that explains the answers to an exercise's visible cases.

    Args:
        exercise: the exercise.
        cases: the cases that were run; hidden ones and those that must raise are not used.
        observations: what the learner's function did in each.

    Returns:
        The explanation with the most wrong numbers in its favour, or None.
    """
    seen = dict(zip(cases, observations, strict=True))
    if exercise.judge is not None:
        return _judged(exercise, seen)
    answers = [
        _answers(exercise, case, right, seen[case])
        for case, right in zip(exercise.visible_cases, expected_values(exercise), strict=True)
        if case in seen and not case.raises
    ]
    parts = [list(column) for column in zip(*answers, strict=True)]
    found = []
    for misconception, ways in _ways(exercise):
        evidence, showing = _evidence(parts, ways)
        if evidence >= ENOUGH_EVIDENCE:
            found.append((evidence, Diagnosis(misconception, showing)))
    if found:
        return max(found, key=lambda item: item[0])[1]
    return _changed_in_place(exercise, cases, observations)


def explains(
    exercise: Exercise, misconception: Misconception, case: Case, want: Any, seen: Observation
) -> bool:
    """Whether a misconception accounts for what was seen in one case alone."""
    if misconception.id in IN_PLACE:
        return bool(seen.changed)
    if exercise.judge is not None:
        return _named_by_judge(exercise, case, seen) == misconception.id
    predicted = [_parts(prediction(w, exercise, case), want) for w in misconception.wrong]
    wrong_parts = [(i, a) for i, a in enumerate(_answers(exercise, case, want, seen)) if a.wrong]
    return bool(wrong_parts) and all(
        any(answer.agree(way[index], answer.given) for way in predicted)
        for index, answer in wrong_parts
    )


@cache
def expected_values(exercise: Exercise) -> tuple[Any, ...]:
    """The reference's answers to the visible cases, `NOTHING` where a case must raise."""
    return tuple(
        NOTHING if case.raises else expected(exercise, case) for case in exercise.visible_cases
    )


def prediction(wrong: Callable[..., Any], exercise: Exercise, case: Case) -> Any:
    """What a wrong implementation answers, or `NOTHING` where it raises."""
    args, kwargs = copy_value(exercise.call(case))
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            return plain(exercise.bound(wrong)(*args, **kwargs))
        except Exception:  # an index slip may raise anything; it then predicts no value
            return NOTHING


@cache
def _ways(exercise: Exercise) -> tuple[tuple[Misconception, list[Way]], ...]:
    """For each misconception, what every way of having it answers to the visible cases."""
    rights = zip(exercise.visible_cases, expected_values(exercise), strict=True)
    known = [(case, right) for case, right in rights if not case.raises]
    return tuple(
        (
            misconception,
            [
                {case: _parts(prediction(wrong, exercise, case), right) for case, right in known}
                for wrong in misconception.wrong
            ],
        )
        for misconception in exercise.misconceptions
    )


def _evidence(parts: list[list[_Answer]], ways: list[Way]) -> tuple[int, tuple[Case, ...]]:
    """How many wrong numbers are explained, and in which cases; 0 if any part is not."""
    total, showing = 0, []
    for index, answers in enumerate(parts):
        if not any(answer.wrong for answer in answers):
            continue
        supports = [_support(answers, way, index) for way in ways]
        best = max(supports, key=len, default={})
        if not best:
            return 0, ()
        total += sum(best.values())
        showing += list(best)
    return total, tuple(dict.fromkeys(showing))


def _support(answers: list[_Answer], way: Way, part: int) -> dict[Case, int]:
    """How many wrong numbers one way explains in each case; empty where a case contradicts it."""
    support = {}
    for answer in answers:
        predicted = way[answer.case][part]
        if same(answer.given, NOTHING) or same(predicted, NOTHING):
            continue
        if answer.agree(predicted, answer.given):
            if answer.wrong:
                support[answer.case] = _count_differing(answer.right, answer.given)
        elif not answer.wrong or _shape(answer.given) in map(_shape, (predicted, answer.right)):
            return {}
    return support


def _count_differing(right: Any, wrong: Any) -> int:
    """The number of entries in which two values differ; another shape counts as enough."""
    a, b = np.asarray(right), np.asarray(wrong)
    if a.shape != b.shape:
        return ENOUGH_EVIDENCE
    if a.dtype.kind not in NUMERIC_KINDS or b.dtype.kind not in NUMERIC_KINDS:
        return int(not np.array_equal(a, b))
    return int((~np.isclose(a, b, rtol=TOLERANCE, equal_nan=True)).sum())


def _changed_in_place(
    exercise: Exercise, cases: Sequence[Case], observations: Sequence[Observation]
) -> Diagnosis | None:
    changing = tuple(c for c, seen in zip(cases, observations, strict=True) if seen.changed)
    misconception = next((m for m in exercise.misconceptions if m.id in IN_PLACE), None)
    return Diagnosis(misconception, changing) if misconception and changing else None


def _judged(exercise: Exercise, seen: dict[Case, Observation]) -> Diagnosis | None:
    """The misconception that the exercise's judge sees in every wrong value, if it is one."""
    names = {
        case: _named_by_judge(exercise, case, observation)
        for case, observation in seen.items()
        if observation.outcome == "returned" and not case.raises
    }
    wrong = tuple(case for case, name in names.items() if name != "")
    found = {names[case] for case in wrong}
    for misconception in exercise.misconceptions:
        if found == {misconception.id}:
            return Diagnosis(misconception, wrong)
    return _changed_in_place(exercise, list(seen), list(seen.values()))


def _named_by_judge(exercise: Exercise, case: Case, seen: Observation) -> str | None:
    """The misconception in a value: an id, None for a problem without a name, empty for none."""
    assert exercise.judge is not None
    problem = exercise.judge(case, seen.value)
    return "" if problem is None else problem.misconception


def _answers(exercise: Exercise, case: Case, right: Any, seen: Observation) -> list[_Answer]:
    """What was seen in a case, part by part."""
    tolerance = max(TOLERANCE, exercise.tolerance)
    inputs = list(arrays_in(list(case.arguments.values())))
    given = seen.value if seen.outcome == "returned" else NOTHING
    pairs = zip(_parts(right, right), _parts(given, right), strict=True)
    return [
        _Answer(case, right_part, given_part, inputs, tolerance) for right_part, given_part in pairs
    ]


def _parts(value: Any, right: Any) -> tuple[Any, ...]:
    """The parts of a value by the structure of the right one; `NOTHING` where it has another."""
    if not isinstance(right, tuple):
        return (value,)
    fits = isinstance(value, tuple | list) and len(value) == len(right)
    return tuple(value) if fits else (NOTHING,) * len(right)


def _shape(value: Any) -> tuple[int, ...] | None:
    return np.shape(value) if isinstance(value, np.ndarray | np.generic | int | float) else None
