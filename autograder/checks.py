"""Check a learner's function at once, in the notebook, and say what to do next."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from autograder import render, study
from autograder.assess import Assessment, assess, forbid, load_note, without_left_out
from autograder.errors import CheckStoppedError, NotAFunctionError
from autograder.exercise import Exercise
from autograder.exercises import exercise as find_exercise
from autograder.observation import Observation, describe_failure, observe
from autograder.rehearsal import Answer, as_main, defined, rehearse
from autograder.shrink import shrink

__all__ = ["Report", "check", "examine", "score"]


MISPLACED = (
    "Only the exercise's own cell is handed in, the one above its test, and another defines {name} "
    "too: move there what shall count."
)


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


def check(name: str, function: Callable[..., Any] | None = None) -> Report:
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
        CheckStoppedError: where you interrupt it; the message says in which line.

    Example:
        >>> import numpy as np
        >>> check("brightness_gain", lambda kernel: float(np.mean(kernel))).assessment.misconception
        'divided-by-the-kernels-area'
    """
    exercise = _checkable(name, function)
    assert function is not None
    answer = rehearse(exercise, function)
    try:
        with as_main(answer.module):
            assessment = _examine(exercise, answer)
    except KeyboardInterrupt as interrupt:
        raise CheckStoppedError(_stopped(exercise, answer.function, interrupt)) from None
    state = study.record(exercise, assessment)
    around = defined() or _names_of(function), _names_of(answer.function)
    step = study.next_step(exercise, assessment, state, *around)
    return Report(assessment, f"{MISPLACED.format(name=name)} {step}" if answer.misplaced else step)


def score(name: str, function: Callable[..., Any] | None = None) -> float:
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
    """Run a function, as it is, on the visible cases; judge it, and find a small failing case."""
    return _examine(exercise, Answer(function))


def _examine(exercise: Exercise, answer: Answer) -> Assessment:
    if banned := answer.uses(exercise.forbidden):
        return forbid(exercise, *banned[0])
    return without_left_out(_try(exercise, answer), answer.unreadable)


def _try(exercise: Exercise, answer: Answer) -> Assessment:
    cases = exercise.visible_cases
    if answer.function is None:
        ended = answer.ended or Observation("missing")
        return assess(exercise, cases, [ended] * len(cases), note=load_note(ended))
    function = answer.function
    observations = []
    for case in cases:
        once = case not in exercise.doubled_cases
        seen = observe(exercise.bound(function), *exercise.call(case), once=once)
        observations.append(seen)
        if _unwritten(seen):
            # A stub raises in every case; running it once is enough.
            observations += [seen] * (len(cases) - len(observations))
            break
    assessment = assess(exercise, cases, observations)
    if assessment.failing is None or exercise.once or _unwritten(assessment.failing.seen):
        return assessment
    if note := _signature_note(exercise, function):
        return replace(assessment, note=note, failing=None)
    smaller = shrink(exercise, function, assessment.failing, assessment.diagnosis)
    return replace(assessment, failing=smaller)


def _checkable(name: Any, function: Any) -> Exercise:
    """The exercise to check, once name and function are what they should be.

    Raises:
        NotAFunctionError, UnknownExerciseError: the message shows the call to write.
    """
    if callable(name):
        known = function if isinstance(function, str) else getattr(name, "__name__", "conv2d")
        raise NotAFunctionError(
            "check: expected the exercise's name in quotes first, got a function; "
            f'write check("{known}", {known})'
        )
    exercise = find_exercise(name)
    if not callable(function):
        given = "None" if function is None else type(function).__name__
        raise NotAFunctionError(
            f"check: expected a function for {name!r}, got {given}; "
            f'pass its name without parentheses: check("{name}", {name})'
        )
    return exercise


def _names_of(function: Any) -> dict[str, Any]:
    """What is defined where a function is."""
    try:
        module = sys.modules.get(function.__module__)
        names = getattr(function, "__globals__", None) or (vars(module) if module else {})
        return names if isinstance(names, dict) else {}
    except Exception:  # a learner's object may have a broken __getattr__
        return {}


def _signature_note(exercise: Exercise, function: Callable[..., Any]) -> str:
    """What to say where a function cannot take the arguments of some case; empty where it can."""
    if exercise.harness is not None:  # which passes on what it makes of them
        return ""
    try:
        signature = inspect.signature(function)
        given = str(signature)[:200]
    except Exception:  # some callables have no signature, and a learner's may have a broken one
        return ""
    for case in exercise.visible_cases:
        args, kwargs = exercise.call(case)
        try:
            signature.bind(*args, **kwargs)
        except TypeError:
            wanted = exercise.signature
            parameters = wanted.removeprefix(exercise.name)
            return f"Expected the parameters {parameters}, got {given}; write def {wanted}."
    return ""


def _stopped(exercise: Exercise, function: Any, stop: KeyboardInterrupt) -> str:
    code = inspect.unwrap(function).__code__ if inspect.isfunction(function) else None
    seen = describe_failure(stop, code.co_filename if code else None)
    where = f" in line {seen.line}, `{seen.source}`" if seen.source else ""
    return f"check: {exercise.name} was stopped{where}; does a loop never end? Look there first"


def _unwritten(seen: Observation) -> bool:
    return seen.failure is not None and seen.failure.type == "NotImplementedError"
