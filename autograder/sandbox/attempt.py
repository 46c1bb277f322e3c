"""What one worker says about a submission, written down by the trusted side.

A worker sends one frame when it is ready, one for each cell, and one for each call, in order.
Whatever else it does (falls silent, dies, speaks another language) ends the attempt, and is blamed
on what was running: a cell, or a call. All limits of time are kept here; `budget` says what counts.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

from autograder import frames
from autograder.observation import Observation, Outcome
from autograder.sandbox.budget import Budget, OwnTime
from autograder.sandbox.seam import Call, Cell, Limits, Run

__all__ = ["Attempt", "Work"]

#: How long a worker may take until it is ready; no code of a learner's has run by then.
READY_SECONDS = 30.0
#: How long observations may gather; a hundred times less than any limit of time.
GATHER_SECONDS = 0.003


@dataclass
class Allowance:
    """What the calls of one function may still use, in all attempts together.

    Attributes:
        seconds: the time for all of them.
        case_seconds: the time for each.
        size: the bytes of all their answers.
    """

    seconds: float
    case_seconds: float
    size: int

    @classmethod
    def of(cls, patience: float, limits: Limits) -> Allowance:
        """What a function starts with."""
        seconds, case_seconds = limits.function_seconds, limits.case_seconds
        return cls(patience * seconds, patience * case_seconds, limits.output_bytes)


class Attempt:
    """The record of one worker.

    Attributes:
        ready: whether the worker came as far as a learner's code.
        load: the cells that failed to load.
        seen: what each call did, by its number.
        running: the cell, or the number of the call, where the attempt ended; None where all was
            said.
        ending: how it ended there; None where the worker asked for a fresh one to go on.
        put_off: how long limits were put off, because the worker waited for a processor.
    """

    def __init__(
        self,
        cells: Sequence[Cell],
        calls: Mapping[int, Call],
        allowances: Mapping[str, Allowance],
        limits: Limits,
        budget: Budget,
    ) -> None:
        self.ready = False
        self.load: dict[str, Observation] = {}
        self.seen: dict[int, Observation] = {}
        self.running: Cell | int | None = None
        self.ending: Outcome | None = None
        self.put_off = 0.0
        self._cells = list(cells)
        self._calls = dict(calls)
        self._allowances = allowances
        self._limits = limits
        self._budget = budget

    def job(
        self, prelude: str, absent: Sequence[str], known: Mapping[int, int], seconds: float
    ) -> list[bytes]:
        """What the worker is to do, as bodies of frames: a head, then each call that is not known.

        Args:
            prelude: what is executed before the cells.
            absent: the names that are taken away.
            known: the place of each call that the box holds already, by its `id`.
            seconds: the time that is left for it, which is also the limit of each of its processes
                on processor time.
        """
        places = [known.get(id(call)) for call in self._calls.values()]
        head = {
            "prelude": prelude,
            "absent": list(absent),
            "cells": [asdict(cell) for cell in self._cells],
            "calls": places,
            "given": places.count(None),
            "limits": asdict(self._limits),
            "seconds": seconds,
        }
        given = (call for call in self._calls.values() if id(call) not in known)
        return [frames.encode(head), *(call.body for call in given)]

    def listen(
        self, connection: socket.socket, deadline: float, waited: Callable[[], float | None]
    ) -> None:
        """Write down what the worker says, until it has said all or the attempt ends.

        Args:
            connection: on which the worker speaks.
            deadline: the end of all, as `time.monotonic` counts.
            waited: says how long the worker has waited for a processor; None if unknown.
        """
        receiver = frames.Receiver(connection, GATHER_SECONDS)
        own_time = OwnTime(receiver, deadline, waited, self._budget)
        try:
            receiver.receive(time.monotonic() + READY_SECONDS)
            self.ready = True
            self._hear_of_cells(own_time)
            self._hear_of_calls(own_time)
        except TimeoutError:
            self.ending = "timeout"
        except (frames.FrameError, ValueError):
            self.ending = "crashed"
        finally:
            self.put_off = own_time.put_off

    def _hear_of_cells(self, own_time: OwnTime) -> None:
        limits = self._limits
        for cell in self._cells:
            self.running = cell
            try:
                seconds = self._budget.share * limits.case_seconds
                seen = _observation(own_time.receive(seconds, limits.output_bytes))
            finally:
                self._budget.spend(own_time.took)
            if seen.outcome != "returned":
                self.load[cell.name] = seen

    def _hear_of_calls(self, own_time: OwnTime) -> None:
        for number, call in self._calls.items():
            self.running, left = number, self._allowances[call.function]
            share = self._budget.share
            try:
                body = own_time.receive(share * min(left.seconds, left.case_seconds), left.size)
            finally:
                left.seconds -= own_time.took / share
                self._budget.spend(own_time.took / call.patience)
            if not body:
                return
            left.size -= frames.weight(body)
            if left.size < 0:
                raise frames.FrameError("the answers of a function are too large together")
            self.seen[number] = _observation(body)
        self.running = None


class Work:
    """What is to be done for a submission, and what of it is done, from one attempt to the next.

    What ends a worker costs itself only: a cell is left out, a call is not made again, and the next
    attempt does the rest.
    """

    def __init__(
        self, cells: Sequence[Cell], calls: Sequence[Call], limits: Limits, budget: Budget
    ) -> None:
        functions = {call.function: call.patience for call in calls}
        seconds = limits.submission_seconds(len(cells), sum(functions.values()))
        self.deadline = time.monotonic() + seconds
        self._limits = limits
        self._budget = budget
        self._cells = list(cells)
        # One function after the other, so that each finds only its own calls before it.
        self._waiting = {n: c for f in functions for n, c in enumerate(calls) if c.function == f}
        self._allowances = {name: Allowance.of(p, limits) for name, p in functions.items()}
        self._load: dict[str, Observation] = {}
        self._seen: dict[int, Observation] = {}
        self._begun = False

    @property
    def is_done(self) -> bool:
        """Whether the cells have been loaded, and each call has an observation."""
        return self._begun and not self._waiting

    def attempt(self) -> Attempt:
        """The record of a worker that is to do what is left."""
        given = (self._cells, self._waiting, self._allowances)
        return Attempt(*given, self._limits, self._budget)

    def take(self, attempt: Attempt) -> None:
        """Write down what an attempt has brought, and how it ended."""
        self.deadline += attempt.put_off
        self._begun = not isinstance(attempt.running, Cell)
        self._load.update(attempt.load)
        self._seen.update(attempt.seen)
        ended = Observation(attempt.ending or "crashed")
        if isinstance(attempt.running, Cell):
            self._load[attempt.running.name] = ended
            self._cells.remove(attempt.running)
        elif attempt.running is not None and (attempt.ending == "timeout" or not attempt.seen):
            # Behind other calls, it may pay for what they have left: then the next attempt begins
            # with it.
            self._seen[attempt.running] = ended
        late = time.monotonic() >= self.deadline
        for number, call in self._waiting.items():
            if number not in self._seen and (late or self._allowances[call.function].seconds <= 0):
                self._seen[number] = Observation("timeout")
                # Where no call was too long, nobody has asked how long they have waited.
                self._budget.doubtful |= attempt.ending != "timeout"
        self._waiting = {n: c for n, c in self._waiting.items() if n not in self._seen}

    def result(self) -> Run:
        """What came of it all."""
        return Run(tuple(self._seen[number] for number in sorted(self._seen)), self._load)


def _observation(body: bytes) -> Observation:
    return Observation.from_tree(frames.decode(body))
