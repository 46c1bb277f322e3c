"""Study on one's own: hints, solutions, and what is done; the state is one JSON file."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder import render, slips
from autograder.assess import Assessment
from autograder.course import course_root
from autograder.course_map import course_map, next_place
from autograder.errors import CourseError
from autograder.exercise import Exercise
from autograder.exercises import exercise as find_exercise
from autograder.files import write_atomically
from autograder.outline import entries_of

__all__ = ["hint", "next_step", "progress", "record", "solution"]

#: How many failed checks open a solution.
FAILED_CHECKS = 2
#: Set by nbgrader while it runs a notebook; grading is nobody's progress.
GRADING_VARIABLE = "NBGRADER_EXECUTION"
#: Names the state file where the default place does not fit.
STATE_VARIABLE = "CNN_WORKBOOK_PROGRESS"

State = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Shown:
    """Something to look at, as HTML in a notebook and as text elsewhere."""

    text: str
    html: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.html


def hint(name: str) -> Shown:
    """Give the next hint for an exercise; the last one comes close to the solution.

    Args:
        name: the exercise.

    Raises:
        UnknownExerciseError: where no exercise has that name.
    """
    exercise = find_exercise(name)
    state = load_state()
    entry = state.setdefault(name, {})
    given = min(entry.get("hints", 0) + 1, len(exercise.hints))
    entry["hints"] = given
    save_state(state)
    return _shown(
        "hint",
        name=name,
        number=given,
        total=len(exercise.hints),
        hint=exercise.hints[given - 1],
        next_step=(
            f'Try it, then run check("{name}", {name}).'
            if given == len(exercise.hints)
            else f'Try it; hint("{name}") says more.'
        ),
    )


def solution(name: str) -> Shown:
    """Show the solution of an exercise, once two checks of it have failed or one has passed.

    Args:
        name: the exercise.

    Raises:
        UnknownExerciseError: where no exercise has that name.
        CourseError: where the solutions are not on this computer.
    """
    exercise = find_exercise(name)
    entry = load_state().get(name, {})
    missing = FAILED_CHECKS - entry.get("failed", 0)
    if missing > 0 and not entry.get("passed"):
        checks = "one more check" if missing == 1 else f"{missing} checks"
        text = (
            f"The solution of {name} opens after {checks} of your own attempts. "
            f'Until then, hint("{name}") helps.'
        )
        return _shown("notice", text=text)
    return _shown("solution", name=name, code=_solution_source(exercise))


def progress() -> Shown:
    """Draw the map of the course: what is done, what is open, and what comes next."""
    notebooks = state_path().parent
    here = _here()
    # Links lead from the open notebook to another; without the course there is nowhere to go.
    base = Path(os.path.relpath(notebooks, here)).as_posix() if course_root() else None
    values = map_values(load_state(), base, here.name)
    return Shown(*render.both("progress", anchors=True, **values))


def map_values(state: State, base: str | None, here: str = "") -> dict[str, Any]:
    """What the templates of the map are filled with.

    Args:
        state: what is known of each exercise.
        base: leads to the folder of the notebooks; None where no links are wanted.
        here: the name of the notebook that is open, if one is.
    """
    stages = course_map(state)
    upcoming = next_place(stages, here)
    return {
        "stages": stages,
        "points": sum(stage.points for stage in stages),
        "max_points": sum(stage.max_points for stage in stages),
        "hours": _duration(sum(stage.minutes_left for stage in stages)),
        "upcoming": upcoming,
        "upcoming_stage": next((s for s in stages if upcoming in s.places), None),
        "next_step": (
            f"Next: {upcoming.entry.name}."
            if upcoming
            else "Everything is done. What will you build now?"
        ),
        "base": base,
    }


def _duration(minutes: int) -> str:
    return f"{minutes} minutes" if minutes < 90 else f"{minutes / 60:.0f} hours"


def record(exercise: Exercise, assessment: Assessment) -> dict[str, Any]:
    """Write down how a check went, and return what is known of the exercise by now."""
    state = load_state()
    entry = state.setdefault(exercise.name, {})
    if assessment.outcome == "passed":
        entry["passed"] = True
    elif assessment.outcome != "missing":
        entry["failed"] = entry.get("failed", 0) + 1
    entry["points"] = max(entry.get("points", 0.0), assessment.points)
    save_state(state)
    return entry


def next_step(
    exercise: Exercise,
    assessment: Assessment,
    entry: dict[str, Any],
    names: Mapping[str, Any],
    own: Mapping[str, Any],
) -> str:
    """One sentence or two that say what to do after a check.

    Args:
        exercise: what was checked.
        assessment: what was found.
        entry: what is known of the exercise by now.
        names: what is defined in the notebook.
        own: what is defined where the function was called, which may be less.
    """
    name = exercise.name
    if assessment.outcome == "passed":
        later = _after(exercise)
        return f"Next: {later}." if later else "That was the last exercise of this notebook."
    if assessment.outcome == "missing":
        other = slips.renamed(name, names)
        called = f"If {other} is your answer, call it {name}. " if other else ""
        return (
            f"{called}Write the body of {name} in place of `raise NotImplementedError`, run its "
            f'cell, then check again; hint("{name}") gives a nudge.'
        )
    slip = slips.remedy(assessment.failing, names, own) if assessment.failing else ""
    first = f"{slip} Then check again" if slip else "Change one thing and check again"
    if entry.get("failed", 0) >= FAILED_CHECKS:
        return f'{first}; hint("{name}") and solution("{name}") are open.'
    return f'{first}; hint("{name}") gives a nudge.'


def load_state(path: Path | None = None) -> State:
    """Read the state; a file that cannot be read is set aside, never overwritten."""
    path = path or state_path()
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): _entry(found) for name, found in data["exercises"].items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        _set_aside(path)
        return {}


def _entry(found: dict[str, Any]) -> dict[str, Any]:
    """What a file says about one exercise, once every value has the type that we wrote.

    Raises:
        TypeError: if one has not.
    """
    for name, value in found.items():
        if not isinstance(value, _TYPES.get(name, object)) or value != value:
            raise TypeError(f"expected {_TYPES[name]} for {name}, got {value!r}")
    return dict(found)


_TYPES: dict[str, Any] = {"failed": int, "hints": int, "passed": bool, "points": int | float}


def _set_aside(path: Path) -> None:
    """Move a broken file out of the way of the next one, beside it and under a name of its own."""
    names = (path.with_suffix(f".broken{number or ''}.json") for number in itertools.count())
    aside = next(name for name in names if not name.exists())
    with contextlib.suppress(OSError):
        path.rename(aside)
        message = f"{path.name} could not be read; it is now {aside.name}, and progress starts anew"
        warnings.warn(message, stacklevel=4)


def save_state(state: State) -> None:
    """Replace the state file in one step, so that a kill leaves the old or the new one."""
    if os.environ.get(GRADING_VARIABLE):
        return
    text = json.dumps({"schema": 1, "exercises": state}, indent=1, sort_keys=True) + "\n"
    # A folder that cannot be written must not stop anybody from checking an answer.
    with contextlib.suppress(OSError):
        write_atomically(state_path(), text)


def state_path(start: Path | None = None) -> Path:
    """Where the state lies: beside the notebooks of the course around a folder, or in the folder.

    Args:
        start: the folder; the current one by default.

    Raises:
        CourseError: where that has been deleted.
    """
    if named := os.environ.get(STATE_VARIABLE):
        return Path(named)
    start = start or _here()
    root = course_root(start)
    notebooks = root / "notebooks" if root else start
    return (notebooks if notebooks.is_dir() else start) / "progress.json"


def _here() -> Path:
    """The folder of the notebook.

    Raises:
        CourseError: where it has been deleted.
    """
    try:
        return Path.cwd()
    except OSError:
        raise CourseError(
            "the folder of this notebook is gone; save the notebook in another one with File → "
            "Save Notebook As, and open it there"
        ) from None


def _after(exercise: Exercise) -> str | None:
    names = [entry.name for entry in entries_of(exercise.notebook)]
    later = names[names.index(exercise.name) + 1 :]
    return later[0] if later else None


def _solution_source(exercise: Exercise) -> str:
    import jupytext

    from autograder.script import BEGIN, END

    root = course_root()
    script = root / "solutions" / f"{exercise.notebook}.py" if root else None
    if script is None or not script.is_file():
        raise CourseError(
            f"solution: expected solutions/{exercise.notebook}.py in the course's folder, found "
            "none; ask your instructor, or get the course's own copy"
        )
    for cell in jupytext.read(script).cells:
        if cell.metadata.get("exercise") == exercise.name:
            return "\n".join(
                line for line in cell.source.splitlines() if line.strip() not in (BEGIN, END)
            )
    raise CourseError(f"solution: {script.name} has no cell for {exercise.name}; update the course")


def _shown(template: str, **values: Any) -> Shown:
    return Shown(*render.both(template, **values))
