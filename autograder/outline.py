"""The exercises at a glance: names, points and minutes, without loading what tests them.

Declarations bring along all that their references need, torch for the last notebook, and that takes
seconds. `autograder build` writes `outline.json` from them and from the notebooks' text.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nbformat import NotebookNode

    from autograder.exercise import Exercise

__all__ = ["FILE", "Entry", "entries", "entries_of", "outline", "text_of"]

FILE = Path(__file__).with_name("outline.json")
#: The line below an exercise's heading: its points, its difficulty, its minutes.
LINE = re.compile(r"### Exercise: `(?P<name>\w+)`\n.*· (?P<stars>★+) · (?P<minutes>\d+) minutes?")


@dataclass(frozen=True)
class Entry:
    """One exercise, as a list shows it.

    Attributes:
        name: its function's name.
        notebook: its notebook's name.
        points: what it is worth.
        minutes: how long it takes, as its text says.
        stars: how hard it is, from 1 to 3.
    """

    name: str
    notebook: str
    points: float
    minutes: int
    stars: int

    @property
    def address(self) -> str:
        """The notebook and the heading in it, as a link that JupyterLab follows.

        Example:
            >>> entries()["conv2d"].address
            '02_kernels/02_kernels.ipynb#Exercise:-conv2d'
        """
        return f"{self.notebook}/{self.notebook}.ipynb#Exercise:-{self.name}"


@cache
def entries() -> dict[str, Entry]:
    """Every exercise of the course by name, in the course's order.

    Example:
        >>> entries()["box_kernel"].points
        2.0
    """
    rows = json.loads(FILE.read_text(encoding="utf-8"))
    return {row["name"]: Entry(**row) for row in rows}


def entries_of(notebook: str) -> list[Entry]:
    """The exercises of one notebook, in its order.

    Example:
        >>> [entry.name for entry in entries_of("02_kernels")][:2]
        ['box_kernel', 'identity_kernel']
    """
    return [entry for entry in entries().values() if entry.notebook == notebook]


def outline(exercises: Iterable[Exercise], cells: Iterable[NotebookNode]) -> list[Entry]:
    """What the outline says of one notebook, from its declarations and its text.

    Raises:
        BuildError: where an exercise's text says nothing of its minutes.
    """
    text = "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    lines = {match["name"]: match for match in LINE.finditer(text)}
    rows = []
    for exercise in exercises:
        if exercise.name not in lines:
            raise BuildError(
                f"{exercise.notebook}: expected a heading `### Exercise: `{exercise.name}`` and "
                "below it a line like `2 points · ★ · 5 minutes`, found none; add it"
            )
        line = lines[exercise.name]
        minutes, stars = int(line["minutes"]), len(line["stars"])
        points = float(exercise.points)
        rows.append(Entry(exercise.name, exercise.notebook, points, minutes, stars))
    return rows


def text_of(rows: Iterable[Entry]) -> str:
    """The outline's file, a line for each exercise."""
    lines = ",\n".join(json.dumps(asdict(row), ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n"
