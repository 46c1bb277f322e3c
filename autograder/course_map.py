"""The map of the course: what is done, what is open, how long the rest takes, what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from autograder.course import NOTEBOOKS, Notebook
from autograder.outline import Entry, entries_of

__all__ = ["Place", "Stage", "course_map", "next_place"]

#: Minutes left are told in steps of so many; a plan is no more exact.
STEP = 5


@dataclass(frozen=True)
class Place:
    """One exercise on the map."""

    entry: Entry
    points: float
    done: bool
    tried: bool

    @property
    def mark(self) -> str:
        """One sign for how it stands."""
        return "✓" if self.done else "…" if self.tried else "○"

    @property
    def standing(self) -> str:
        """The same in a word."""
        return "done" if self.done else "begun" if self.tried else "open"


@dataclass(frozen=True)
class Stage:
    """One notebook on the map, with its exercises."""

    notebook: Notebook
    places: tuple[Place, ...]

    @property
    def address(self) -> str:
        """The notebook's file, from the folder of all notebooks."""
        return f"{self.notebook.name}/{self.notebook.name}.ipynb"

    @property
    def points(self) -> float:
        """What is earned so far."""
        return sum(place.points for place in self.places)

    @property
    def max_points(self) -> float:
        """What its exercises are worth."""
        return sum(place.entry.points for place in self.places)

    @property
    def done(self) -> int:
        """How many exercises are done."""
        return sum(place.done for place in self.places)

    @property
    def begun(self) -> bool:
        """Whether an exercise is done or begun, and another is not done."""
        return any(place.tried for place in self.places) and self.done < len(self.places)

    @property
    def minutes_left(self) -> int:
        """About how long the rest takes; reading is counted along with the exercises."""
        whole = sum(place.entry.minutes for place in self.places)
        left = sum(place.entry.minutes for place in self.places if not place.done)
        exact = self.notebook.minutes * left / whole
        return STEP * round(exact / STEP) or (STEP if left else 0)


def course_map(state: Mapping[str, Mapping[str, Any]]) -> tuple[Stage, ...]:
    """The seven notebooks with every exercise, and what a state says of each.

    Args:
        state: what is known of each exercise, by its name.

    Example:
        >>> first = course_map({"dense_param_count": {"passed": True, "points": 2.0}})[0]
        >>> first.notebook.title, first.done, first.points
        ('Why convolutions?', 1, 2.0)
    """
    return tuple(
        Stage(notebook, tuple(_place(e, state.get(e.name, {})) for e in entries_of(notebook.name)))
        for notebook in NOTEBOOKS
    )


def next_place(stages: tuple[Stage, ...], here: str = "") -> Place | None:
    """The exercise to do next: in the open notebook, else where something is begun, else the first.

    Args:
        stages: the map.
        here: the name of the notebook that is open, if one is.

    Example:
        >>> next_place(course_map({}), "02_kernels").entry.name
        'box_kernel'
    """
    order = sorted(stages, key=lambda stage: (stage.notebook.name != here, not stage.begun))
    return next((place for stage in order for place in stage.places if not place.done), None)


def _place(entry: Entry, known: Mapping[str, Any]) -> Place:
    points = min(float(known.get("points", 0.0)), entry.points)
    return Place(entry, points, done=bool(known.get("passed")), tried=bool(known))
