"""Make the calls of exercises in the sandbox, each where what its exercise forbids is absent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from autograder.course import Notebook
from autograder.exercise import Case, Exercise
from autograder.exercises import exercises_of
from autograder.forbidden import Reading
from autograder.observation import Observation
from autograder.sandbox import Box, Budget, Call, Cell, Run, Sandbox, open_sandbox

__all__ = ["make_calls", "open_box"]


def open_box(notebook: Notebook, *, sandboxed: bool = True) -> Box:
    """Start a box that knows the calls that are the same for everybody; see `open_sandbox`."""
    calls = [_visible(e, case) for e in exercises_of(notebook.name) for case in e.visible_cases]
    return open_sandbox(notebook, sandboxed=sandboxed, calls=calls)


def make_calls(
    sandbox: Sandbox,
    cells: Sequence[Cell],
    asked: Sequence[tuple[Exercise, Case]],
    budget: Budget | None = None,
    reading: Reading | None = None,
) -> Run:
    """Make calls in fresh workers, one for each set of names that some of the exercises forbid.

    An exercise may forbid what another one allows. So the cells are loaded once where everything
    is there, and once more for `tanh`, say, where `np.tanh` is not, and nothing that cannot be
    read.

    Args:
        sandbox: runs the cells.
        cells: all cells of a submission.
        asked: the calls, by exercise and case.
        budget: of the submission, if these are not all of its calls.
        reading: of these cells, if there is one already.

    Returns:
        What each call did, in order, and how the cells of these exercises failed to load, each
        where its own exercise is run.
    """
    seen: dict[int, Observation] = {}
    load: dict[str, Observation] = {}
    for absent in dict.fromkeys(exercise.forbidden for exercise, _ in asked):
        chosen = {n: (e, case) for n, (e, case) in enumerate(asked) if e.forbidden == absent}
        loaded = _readable(cells, reading) if absent else cells
        run = sandbox.run(loaded, [_call(*call) for call in chosen.values()], absent, budget)
        seen |= zip(chosen, run.observations, strict=True)
        names = {exercise.name for exercise, _ in chosen.values()}
        load |= {name: ended for name, ended in run.load.items() if name in names}
    return Run(tuple(seen[number] for number in range(len(asked))), load)


def _readable(cells: Sequence[Cell], reading: Reading | None) -> list[Cell]:
    only = (reading or Reading({cell.name: cell.source for cell in cells})).readable()
    return [replace(cell, only=tuple(sorted(only[cell.name]))) for cell in cells]


def _call(exercise: Exercise, case: Case) -> Call:
    return _made(exercise, case) if case.hidden else _visible(exercise, case)


@cache
def _visible(exercise: Exercise, case: Case) -> Call:
    """A call that is the same for everybody: made once, it is put into bytes once."""
    return _made(exercise, case)


def _made(exercise: Exercise, case: Case) -> Call:
    once = case not in exercise.doubled_cases
    return Call(exercise.name, *exercise.call(case), exercise.harness, once, exercise.patience)
