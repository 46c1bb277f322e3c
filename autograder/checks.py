"""Check a learner's function at once, in the notebook, and say what to do next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from autograder import render, study
from autograder.assess import Assessment, assess
from autograder.errors import NotAFunctionError
from autograder.exercise import Exercise
from autograder.exercises import exercise as find_exercise
from autograder.observation import Observation, observe
from autograder.shrink import shrink

__all__ = ["Report", "check", "examine", "score"]


@dataclass(frozen=True)
class Report:
    """What `check` found; a notebook shows it as HTML, everything else as text.

    Attributes:
        assessment: points by group, the misconception, the smallest failing case.
        next_step: what to do now.
    """

    assessment: Assessment
    next_step: str

    @property
    def passed(self) -> bool:
        """Whether every group passed."""
        return self.assessment.outcome == "passed"

    def __repr__(self) -> str:
        return render.report_text(self.assessment, self.next_step)

    def _repr_html_(self) -> str:
        return render.report_html(self.assessment, self.next_step)


def check(name: str, function: Callable[..., Any]) -> Report:
    """Try a function on an exercise's visible cases.

    Args:
        name: the exercise, such as `"conv2d"`.
        function: your function itself, without parentheses.

    Returns:
        A report, which a notebook shows: the groups that pass, and for the first failure the
        smallest failing input, what was expected, what came, and the misconception behind it.

    Raises:
        UnknownExerciseError: where no exercise has that name.
        NotAFunctionError: where `function` cannot be called.

    Example:
        >>> import numpy as np
        >>> check("brightness_gain", lambda kernel: float(np.mean(kernel))).assessment.misconception
        'divided-by-the-kernels-area'
    """
    exercise = find_exercise(name)
    if not callable(function):
        raise NotAFunctionError(
            f"check: expected a function for {name!r}, got {type(function).__name__}; "
            f'pass its name without parentheses: check("{name}", {name})'
        )
    assessment = examine(exercise, function)
    state = study.record(exercise, assessment)
    return Report(assessment, study.next_step(exercise, assessment, state))


def score(name: str, function: Callable[..., Any]) -> float:
    """Show what `check` finds and return the points; the last line of every test cell.

    Args:
        name: the exercise.
        function: your function.

    Returns:
        The points for the visible cases; grading adds hidden ones.
    """
    from IPython.display import display

    report = check(name, function)
    display(report)
    return float(report.assessment.points)


def examine(exercise: Exercise, function: Callable[..., Any]) -> Assessment:
    """Run a function on the visible cases, judge it, and look for the smallest failing case."""
    cases = exercise.visible_cases
    observations = []
    for case in cases:
        seen = observe(exercise.bound(function), *exercise.call(case), once=exercise.once)
        observations.append(seen)
        if _unwritten(seen):
            # A stub raises in every case; running it once is enough.
            observations += [seen] * (len(cases) - len(observations))
            break
    assessment = assess(exercise, cases, observations)
    if assessment.failing is None or exercise.once or _unwritten(assessment.failing.seen):
        return assessment
    smaller = shrink(exercise, function, assessment.failing, assessment.diagnosis)
    return replace(assessment, failing=smaller)


def _unwritten(seen: Observation) -> bool:
    return seen.failure is not None and seen.failure.type == "NotImplementedError"
