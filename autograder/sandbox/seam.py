"""The one method between grading and whatever runs a learner's code, and its values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from autograder import frames
from autograder.observation import Observation
from autograder.sandbox.budget import Budget

__all__ = ["Call", "Cell", "Limits", "Run", "Sandbox"]


@dataclass(frozen=True)
class Cell:
    """One solution cell.

    Attributes:
        name: its grade_id.
        source: its code.
        only: the numbers of the statements that are executed; all of them by default.
    """

    name: str
    source: str
    only: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Call:
    """One call of a function that the cells define.

    Attributes:
        function: its name.
        args: positional arguments.
        kwargs: keyword arguments.
        harness: calls it in our place, with these arguments; see `Exercise.harness`.
        once: whether the call is made a single time.
        patience: how many times the limits of time it may take.
    """

    function: str
    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    harness: Callable[..., Any] | None = None
    once: bool = False
    patience: float = 1.0

    @cached_property
    def body(self) -> bytes:
        """What the sandbox is told of it, in a frame; written once, however often it is made."""
        args, kwargs = list(self.args), dict(self.kwargs)
        return frames.encode([self.function, args, kwargs, self.harness, self.once])


@dataclass(frozen=True)
class Limits:
    """What a submission may use.

    Time and output are counted for each function by itself, so that what one answer uses up is
    never missing for another; where many reach their limits, see `Budget`.

    Attributes:
        case_seconds: time of one cell while it loads, and of one call (which is made twice); it
            goes on while the code sleeps, and stands still while it waits for a processor.
        function_seconds: time of all calls of one function; the calls that are left when it is
            used up count as timeouts, and are not made.
        output_bytes: size of what all calls of one function return.
        memory_bytes: address space of a process.
        data_bytes: memory that a process may write to, of no file and not shared.
        total_bytes: memory in use, of all processes together; who goes beyond it is ended.
        file_bytes: size of a file.
        temporary_bytes: size of all files in /tmp.
        processes: how many processes there may be at once.
    """

    case_seconds: float = 5.0
    function_seconds: float = 10.0
    output_bytes: int = 16 * 2**20
    memory_bytes: int = 2 * 2**30
    data_bytes: int = 2 * 2**30
    total_bytes: int = 3 * 2**30
    file_bytes: int = 8 * 2**20
    temporary_bytes: int = 16 * 2**20
    processes: int = 32

    def submission_seconds(self, cells: int, functions: float) -> float:
        """The time of all cells and functions together, each at its limit.

        A function counts as often as the patience with it.

        Example:
            >>> Limits(case_seconds=5, function_seconds=10).submission_seconds(2, 3)
            40.0
        """
        return float(cells * self.case_seconds + functions * self.function_seconds)


@dataclass(frozen=True)
class Run:
    """What came out of a sandbox: an observation a call, in order, and how loading went.

    Attributes:
        observations: one for each call.
        load: for each cell that failed to load, what happened: it `raised`, it `crashed` the
            program, or it was stopped by a `timeout`.
    """

    observations: tuple[Observation, ...]
    load: Mapping[str, Observation] = field(default_factory=dict)


class Sandbox(Protocol):
    """Runs solution cells and calls what they define."""

    #: `bubblewrap`, or `none` where there is no protection.
    name: str

    def run(
        self,
        cells: Sequence[Cell],
        calls: Sequence[Call],
        absent: Sequence[str] = (),
        budget: Budget | None = None,
    ) -> Run:
        """Execute the cells once, in order, then make the calls; a bad end costs one call only.

        Args:
            cells: the sources.
            calls: of functions that the cells define.
            absent: dotted names, such as `numpy.tanh`, that are taken away before.
            budget: of the submission, if this is not all that is run of it.
        """
        ...

    def close(self) -> None:
        """End all processes."""
        ...
