"""Make a failing case smaller while it fails in the same way."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograder.assess import Failing
from autograder.compare import expected, find_problem
from autograder.diagnose import Diagnosis, explains
from autograder.exercise import Case, Exercise
from autograder.observation import observe

__all__ = ["shrink"]

#: The values of parameters that make a case easier to read.
_SIMPLEST = {"layout": "C", "scale": 0.0}


def shrink(
    exercise: Exercise,
    function: Callable[..., Any],
    failing: Failing,
    diagnosis: Diagnosis | None,
    seconds: float = 0.2,
) -> Failing:
    """Try simpler parameters one by one, and keep those with which the function fails alike.

    Args:
        exercise: the exercise.
        function: the learner's function, which is called again.
        failing: where to start.
        diagnosis: the misconception that the smaller case must still show, if any.
        seconds: when to stop looking.
    """
    deadline = time.perf_counter() + seconds
    best = failing
    improved = True
    while improved:
        improved = False
        for parameters in _simpler(best.case):
            if time.perf_counter() > deadline:
                return best
            smaller = _retry(exercise, function, best, parameters, diagnosis)
            if smaller is not None:
                best, improved = smaller, True
                break
    return best


def _simpler(case: Case) -> Iterator[dict[str, Any]]:
    """The case's parameters with one of them simplified: sizes down, flags off, layout C, …"""
    for name, value in case.parameters.items():
        if value is True:
            yield {**case.parameters, name: False}
        elif isinstance(value, int | np.integer):
            yield from ({**case.parameters, name: smaller} for smaller in range(1, int(value)))
        elif value != _SIMPLEST.get(name, value):
            yield {**case.parameters, name: _SIMPLEST[name]}


def _retry(
    exercise: Exercise,
    function: Callable[..., Any],
    failing: Failing,
    parameters: dict[str, Any],
    diagnosis: Diagnosis | None,
) -> Failing | None:
    group = exercise.group(failing.case.group)
    try:
        case = exercise.case(group, parameters, failing.case.seed)
        want = None if case.raises else expected(exercise, case)
    except (ValueError, IndexError):  # these sizes do not fit together
        return None
    if _size(case) > _size(failing.case):
        return None
    seen = observe(exercise.bound(function), *exercise.call(case))
    problem = find_problem(exercise, case, want, seen)
    if problem is None or problem.kind != failing.problem.kind:
        return None
    if diagnosis is not None and not explains(exercise, diagnosis, case, want, seen):
        return None
    return Failing(case, problem, want, seen)


def _size(case: Case) -> int:
    return sum(array.size for array in case.arrays)
