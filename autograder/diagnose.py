"""Name the misconception behind a wrong answer, or none.

A misconception is known by what it answers. It is named only where a wrong implementation of it, a
way, gives the learner's answer in every case: the same wrong numbers where it errs, and the right
ones where it does not. Only a case in which the learner's function returned nothing is passed over,
because index slips crash on some shapes; at least two wrong numbers must agree in the others. Of an
answer in several arrays (a tuple), each one that is wrong must be explained, and each may show the
mistake in its own way.

NaN in what a way answers, where the right value is a number, stands for one that it does not
predict, such as the entries of an output that a loop does not reach.

A slip may also crash wherever it matters. So crashes count as evidence for a way that crashes in
exactly the same cases. And where two misconceptions explain all that was returned, the one whose
way crashes in more of the learner's cases is named, else the first.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np

from autograder.compare import close, expected
from autograder.exercise import Case, Exercise, Misconception, slug
from autograder.observation import Observation
from autograder.values import NUMERIC_KINDS, Opaque, copy_value, plain

__all__ = ["NOTHING", "Diagnosis", "diagnose", "expected_values", "explains", "prediction"]

#: Agreement with a wrong implementation is looked for at this tolerance.
TOLERANCE = 1e-7
#: How many wrong numbers, or crashes of an otherwise right answer, must agree with a way.
ENOUGH_EVIDENCE = 2
#: Misconceptions that show in what a call does rather than in what it returns, and how to see them.
SYMPTOMS: dict[str, Callable[[Observation], bool]] = {
    slug("input changed in place"): lambda seen: bool(seen.changed),
    slug("in place"): lambda seen: bool(seen.changed),
    slug("overflow in exp"): lambda seen: _overflows(seen),
}

#: A wrong implementation.
Way = Callable[..., Any]
#: Stands for “no value”: the call raised, or had to.
NOTHING = Opaque("nothing")


def _overflows(seen: Observation) -> bool:
    """NumPy's exponential warns of an overflow, that of `math` raises."""
    raised = seen.failure is not None and seen.failure.type == "OverflowError"
    return raised or "overflow encountered in exp" in seen.warned


@dataclass(frozen=True)
class Diagnosis:
    """A misconception that explains what was seen.

    Attributes:
        misconception: its name and explanation.
        cases: those that show it.
        ways: the wrong implementations that answer likewise, one for each part that is wrong.
    """

    misconception: Misconception
    cases: tuple[Case, ...]
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True)
class _Answer:
    """A part of one visible case: the right value and the learner's."""

    case: Case
    right: Any
    given: Any
    inputs: Sequence[np.ndarray]
    tolerance: float

    @cached_property
    def wrong(self) -> bool:
        """Whether something else than the right value was returned."""
        return self.given is not NOTHING and not self._equals(self.right, self.given)

    def fits(self, predicted: Any) -> bool:
        """Whether the learner's value is a predicted one, wherever something is predicted."""
        if predicted is NOTHING or self.given is NOTHING:
            return False
        given = self.given
        if isinstance(predicted, np.ndarray) and np.isnan(predicted).any():
            if not isinstance(given, np.ndarray) or given.shape != predicted.shape:
                return False
            known = ~np.isnan(predicted)
            if np.shape(self.right) == predicted.shape:
                known |= np.isnan(self.right)
            predicted, given = predicted[known], given[known]
        return self._equals(predicted, given)

    def _equals(self, a: Any, b: Any) -> bool:
        return close(a, b, self.tolerance, self.inputs)


def diagnose(
    exercise: Exercise, cases: Sequence[Case], observations: Sequence[Observation]
) -> Diagnosis | None:
    """Find the misconception that explains the answers to an exercise's visible cases.

    Args:
        exercise: the exercise.
        cases: the cases that were run; hidden ones and those that must raise are not used.
        observations: what the learner's function did in each.

    Returns:
        The misconception and the cases that show it, or None.
    """
    seen = dict(zip(cases, observations, strict=True))
    if exercise.judge is not None:
        return _judged(exercise, seen)
    answers = [
        _answers(exercise, case, right, seen[case])
        for case, right in zip(exercise.visible_cases, expected_values(exercise), strict=True)
        if case in seen and not case.raises
    ]
    # Ways that do not explain what is wrong are out at the first wrong answer.
    parts = [
        sorted(column, key=lambda answer: not answer.wrong) for column in zip(*answers, strict=True)
    ]
    explained = ((_explain_all(exercise, m, parts), m) for m in exercise.misconceptions)
    enough = [found for found in explained if found[0].evidence >= ENOUGH_EVIDENCE]
    if not enough:
        wrong = {answer.case for column in parts for answer in column if answer.wrong}
        return _by_symptom(exercise, seen, wrong)
    best, misconception = max(enough, key=lambda found: found[0].crashes)
    return Diagnosis(misconception, tuple(dict.fromkeys(best.showing)), best.ways)


def explains(
    exercise: Exercise, diagnosis: Diagnosis, case: Case, want: Any, seen: Observation
) -> bool:
    """Whether a misconception, as it was found, accounts for what was seen in one case alone."""
    if not diagnosis.ways:
        return _is_named_without_ways(exercise, diagnosis.misconception, case, seen)
    predicted = [_parts(prediction(way, exercise, case), want) for way in diagnosis.ways]
    answers = list(enumerate(_answers(exercise, case, want, seen)))
    if all(answer.given is NOTHING for _, answer in answers):
        return all(part is NOTHING for parts in predicted for part in parts)
    wrong = [(index, answer) for index, answer in answers if answer.wrong]
    return bool(wrong) and all(
        any(answer.fits(parts[index]) for parts in predicted) for index, answer in wrong
    )


@cache
def expected_values(exercise: Exercise) -> tuple[Any, ...]:
    """The reference's answers to the visible cases, `NOTHING` where a case must raise."""
    return tuple(
        NOTHING if case.raises else expected(exercise, case) for case in exercise.visible_cases
    )


def prediction(wrong: Way, exercise: Exercise, case: Case) -> Any:
    """What a wrong implementation answers, or `NOTHING` where it raises."""
    args, kwargs = copy_value(exercise.call(case))
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            return plain(exercise.bound(wrong)(*args, **kwargs))
        except Exception:  # an index slip may raise anything; it then predicts no value
            return NOTHING


@cache
def _predicted(exercise: Exercise, way: Way, case: Case) -> tuple[Any, ...]:
    """What a way answers to a visible case, part by part; computed when it is first asked for."""
    right = expected_values(exercise)[exercise.visible_cases.index(case)]
    return _parts(prediction(way, exercise, case), right)


@dataclass(frozen=True)
class _Explanation:
    """How well wrong answers are explained.

    Attributes:
        evidence: how many wrong numbers are; 0 where anything contradicts.
        crashes: in how many cases both the way and the learner's function raise.
        showing: the cases with those numbers.
        ways: the wrong implementations, one for each part that is explained.
    """

    evidence: int = 0
    crashes: int = 0
    showing: tuple[Case, ...] = ()
    ways: tuple[Way, ...] = ()

    def __add__(self, other: _Explanation) -> _Explanation:
        return _Explanation(
            self.evidence + other.evidence,
            self.crashes + other.crashes,
            self.showing + other.showing,
            self.ways + other.ways,
        )


def _explain_all(
    exercise: Exercise, misconception: Misconception, parts: list[list[_Answer]]
) -> _Explanation:
    """How well a misconception explains every part that is wrong; not at all if it misses one."""
    total = _Explanation()
    wrong = [i for i, answers in enumerate(parts) if any(answer.wrong for answer in answers)]
    for index in wrong or range(len(parts))[:1]:
        ways = (_explain(exercise, way, index, parts[index]) for way in misconception.wrong)
        best = max(ways, key=lambda found: (found.evidence, found.crashes))
        if not best.evidence:
            return _Explanation()
        total += best
    return total


def _explain(exercise: Exercise, way: Way, part: int, answers: list[_Answer]) -> _Explanation:
    """How well one way explains one part of the answers."""
    evidence, showing = 0, []
    crashing, crashing_alike = [], []
    for answer in answers:
        predicted = _predicted(exercise, way, answer.case)[part]
        if answer.given is NOTHING:
            crashing.append(answer.case)
            if predicted is NOTHING:
                crashing_alike.append(answer.case)
        elif not answer.fits(predicted):
            return _Explanation()
        elif answer.wrong:
            evidence += _count_differing(answer.right, answer.given)
            showing.append(answer.case)
    if crashing == crashing_alike and len(crashing) < len(answers):
        evidence += len(crashing)
        showing += crashing
    elif len(crashing) - len(crashing_alike) > len(showing):
        return _Explanation()  # more crashes without a reason than answers with one
    return _Explanation(evidence, len(crashing_alike), tuple(showing), (way,))


def _count_differing(right: Any, wrong: Any) -> int:
    """The number of entries in which two values differ; another shape counts as enough."""
    if right is None or wrong is None:
        return 1
    if isinstance(right, list | tuple):
        fits = isinstance(wrong, list | tuple) and len(wrong) == len(right)
        return sum(map(_count_differing, right, wrong)) if fits else ENOUGH_EVIDENCE
    a, b = np.asarray(right), np.asarray(wrong)
    if a.shape != b.shape:
        return ENOUGH_EVIDENCE
    if a.dtype.kind not in NUMERIC_KINDS or b.dtype.kind not in NUMERIC_KINDS:
        return int(not np.array_equal(a, b))
    near = TOLERANCE * np.nan_to_num(np.abs(a)).max(initial=0.0)
    return int((~np.isclose(b, a, rtol=TOLERANCE, atol=near, equal_nan=True)).sum())


def _by_symptom(
    exercise: Exercise, seen: Mapping[Case, Observation], wrong: set[Case]
) -> Diagnosis | None:
    """The misconception that shows in what the calls did, in most cases with a wrong value."""
    for misconception in exercise.misconceptions:
        if symptom := SYMPTOMS.get(misconception.id):
            showing = tuple(case for case, did in seen.items() if symptom(did))
            if showing and 2 * len(wrong & set(showing)) >= len(wrong):
                return Diagnosis(misconception, showing)
    return None


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
    return _by_symptom(exercise, seen, set(wrong))


def _is_named_without_ways(
    exercise: Exercise, misconception: Misconception, case: Case, seen: Observation
) -> bool:
    """Whether a judge names the misconception in one case, or the case shows its symptom."""
    if exercise.judge is not None and _named_by_judge(exercise, case, seen) == misconception.id:
        return True
    symptom = SYMPTOMS.get(misconception.id)
    return symptom is not None and symptom(seen)


def _named_by_judge(exercise: Exercise, case: Case, seen: Observation) -> str | None:
    """The misconception in a value: an id, None for a problem without a name, empty for none."""
    assert exercise.judge is not None
    problem = exercise.judge(case, seen.value)
    return "" if problem is None else problem.misconception


def _answers(exercise: Exercise, case: Case, right: Any, seen: Observation) -> list[_Answer]:
    """What was seen in a case, part by part."""
    tolerance = max(TOLERANCE, exercise.tolerance)
    given = seen.value if seen.outcome == "returned" else NOTHING
    pairs = zip(_parts(right, right), _parts(given, right), strict=True)
    return [
        _Answer(
            case,
            right_part,
            NOTHING if _is_empty(given_part) else given_part,
            case.arrays,
            tolerance,
        )
        for right_part, given_part in pairs
    ]


def _parts(value: Any, right: Any) -> tuple[Any, ...]:
    """The parts of a value by the structure of the right one; `NOTHING` where it has another.

    Arrays are parts. Numbers are not: those of one tuple come from one computation.
    """
    if not isinstance(right, tuple) or not any(isinstance(part, np.ndarray) for part in right):
        return (value,)
    fits = isinstance(value, tuple | list) and len(value) == len(right)
    return tuple(value) if fits else (NOTHING,) * len(right)


def _is_empty(value: Any) -> bool:
    return isinstance(value, np.ndarray) and not value.size
