"""The one method between grading and whatever runs a learner's code, and its values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from autograder.observation import Failure, Observation

__all__ = ["Call", "Cell", "Limits", "Run", "Sandbox"]


@dataclass(frozen=True)
class Cell:
    """The source of one solution cell, under its grade_id."""

    name: str
    source: str


@dataclass(frozen=True)
class Call:
    """One call of a function that the cells define."""

    function: str
    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Limits:
    """What a submission may use.

    Attributes:
        case_seconds: wall-clock time of one call (which is made twice).
        submission_seconds: wall-clock time of all cells and calls together.
        memory_bytes: address space of a process.
        file_bytes: size of a file.
        output_bytes: size of what one call returns.
        processes: how many processes there may be at once.
    """

    case_seconds: float = 5.0
    submission_seconds: float = 60.0
    memory_bytes: int = 2 * 2**30
    file_bytes: int = 8 * 2**20
    output_bytes: int = 16 * 2**20
    processes: int = 64


@dataclass(frozen=True)
class Run:
    """What came out of a sandbox: an observation a call, in order, and how loading went.

    Attributes:
        observations: one for each call.
        load: for each cell that failed to load, the exception, or None where it ended the process
            or took too long.
    """

    observations: tuple[Observation, ...]
    load: Mapping[str, Failure | None] = field(default_factory=dict)


class Sandbox(Protocol):
    """Runs solution cells and calls what they define."""

    #: `bubblewrap`, or `none` where there is no protection.
    name: str

    def run(self, cells: Sequence[Cell], calls: Sequence[Call]) -> Run:
        """Execute the cells once, in order, then make every call in a process of its own."""
        ...

    def close(self) -> None:
        """End all processes."""
        ...
