"""All exercises of the course; those of a notebook are declared in the module of its topic."""

from __future__ import annotations

import difflib
from functools import cache
from importlib import import_module

from autograder.course import NOTEBOOKS
from autograder.errors import UnknownExerciseError
from autograder.exercise import Exercise
from autograder.outline import entries

__all__ = ["all_exercises", "exercise", "exercises_of"]

_TOPICS = {notebook.name: notebook.topic for notebook in NOTEBOOKS}


def exercises_of(notebook: str) -> tuple[Exercise, ...]:
    """The exercises of one notebook, in its order; none for a name that is not a notebook's.

    Example:
        >>> exercises_of("02_kernels")[0].name
        'box_kernel'
    """
    if notebook not in _TOPICS:
        return ()
    module = import_module(f"autograder.exercises.{_TOPICS[notebook]}")
    exercises: tuple[Exercise, ...] = module.EXERCISES
    return exercises


@cache
def all_exercises() -> dict[str, Exercise]:
    """Every exercise of the course by name, in the course's order."""
    return {e.name: e for notebook in _TOPICS for e in exercises_of(notebook)}


def exercise(name: str) -> Exercise:
    """The exercise called `name`.

    Raises:
        UnknownExerciseError: where there is none; the message names the nearest.

    Example:
        >>> exercise("conv2d").points
        4.0
    """
    # The outline says where it is: to look for it would load every notebook's declarations, and
    # those of the last one load torch.
    known = entries()
    if isinstance(name, str) and name in known:
        return next(e for e in exercises_of(known[name].notebook) if e.name == name)
    if callable(name):
        called = getattr(name, "__name__", "conv2d")
        raise UnknownExerciseError(
            f'expected the name of an exercise in quotes, got a function; write "{called}"'
        )
    if str(name).startswith("explain_"):
        raise UnknownExerciseError(
            f"{name} is a question, which a person reads; there is nothing to check"
        )
    near = difflib.get_close_matches(str(name), known, n=1)
    hint = (
        f"did you mean {near[0]!r}?"
        if near
        else "the headings of the notebooks have the names, such as 'conv2d'"
    )
    raise UnknownExerciseError(f"expected the name of an exercise, got {name!r}; {hint}")
