"""Judging ends in an assessment and a report, whatever a function has returned."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest

from autograder import render
from autograder.assess import assess
from autograder.course import NOTEBOOKS
from autograder.exercise import Case, Exercise
from autograder.exercises import exercises_of
from autograder.observation import Observation
from autograder.values import Opaque, copy_value, plain

EXERCISES = [e for known in NOTEBOOKS for e in exercises_of(known.name)]
every_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.name)

#: Nothing that any exercise asks for.
ODD_VALUES = (
    10**30, -(10**299), float("nan"), float("inf"), "text", "\ud800", [], (), {}, {"a": 1}, 1j,
    Opaque("x", "y"), np.complex128(1j), np.longdouble("1e400"), np.uint64(2**63), np.zeros(0),
    np.zeros((0, 10**9)), np.zeros((2, 3), bool), np.full((3, 3), np.nan), np.full((3, 3), -np.inf),
    np.zeros((3, 3), np.longdouble), np.zeros((3, 3), ">f8"), np.zeros((1,) * 20),
    np.full((3, 3), np.iinfo(np.int64).min), (np.zeros(2), np.zeros(3)), [np.zeros((2, 2))] * 3,
    ((((((1,),),),),),),
)  # fmt: skip

#: What may be made of every number of a right answer, so that shapes and structure are right.
SPOILERS: dict[str, Callable[[Any], Any]] = {
    "not a number": lambda x: np.asarray(x) * np.nan,
    "infinite": lambda x: np.full(np.shape(x), -np.inf),
    "imaginary": lambda x: x + np.asarray(1j),
    "beyond float64": lambda x: np.asarray(x, np.longdouble) + np.longdouble("1e4000"),
    "beyond int64": lambda x: 10**30,
    "text": lambda x: str(x),
}


@cache
def right(exercise: Exercise, case: Case) -> Any:
    """What the reference gives, where a judge accepts other values as well too."""
    args, kwargs = copy_value(exercise.call(case))
    return plain(exercise.bound(exercise.reference)(*args, **kwargs))


def judged(exercise: Exercise, value_of: Callable[[Any], Any]) -> float:
    """The points for a function whose values are made from the right ones; its reports are made."""
    seen = [
        Observation(
            "returned", value=plain(value_of(None if case.raises else right(exercise, case)))
        )
        for case in exercise.visible_cases
    ]
    assessment = assess(exercise, exercise.visible_cases, seen)
    render.report_text(assessment).encode()
    render.report_html(assessment).encode()
    assessment.message.encode()
    return assessment.points


def spoiled(value: Any, spoil: Callable[[Any], Any]) -> Any:
    if isinstance(value, tuple | list):
        return type(value)(spoiled(item, spoil) for item in value)
    if isinstance(value, str):
        return f"not {value}"
    return value if value is None else spoil(value)


@every_exercise
class TestAssess:
    @pytest.mark.parametrize("value", ODD_VALUES, ids=repr)
    def test_odd_values_earn_nothing(self, exercise: Exercise, value: Any) -> None:
        assert judged(exercise, lambda _: value) == 0

    @pytest.mark.parametrize("name", SPOILERS)
    def test_spoiled_values_earn_nothing(self, exercise: Exercise, name: str) -> None:
        with np.errstate(all="ignore"):
            assert judged(exercise, lambda right: spoiled(right, SPOILERS[name])) == 0

    def test_right_values_earn_all_that_asks_for_values(self, exercise: Exercise) -> None:
        wanted = sum(group.points for group in exercise.groups if not group.raises)
        assert judged(exercise, lambda right: right) == wanted
