"""What one worker says about a submission, written down by the trusted side.

A worker sends one frame when it is ready, one for each cell, and one for each call, in order.
Whatever else it does (falls silent, dies, speaks another language) ends the attempt, and is blamed
on what was running: a cell, or the function that was called.
"""

from __future__ import annotations

import socket
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from autograder import frames
from autograder.observation import Observation, Outcome
from autograder.sandbox.seam import Call, Cell, Limits

__all__ = ["Attempt"]

#: How long a worker may take until it is ready; no code of a learner's has run by then.
READY_SECONDS = 30.0
#: What the worker's own keeping of a function's time may cost, all calls together.
GRACE_SECONDS = 2.0


class Attempt:
    """The record of one worker.

    Attributes:
        ready: whether the worker came as far as a learner's code.
        load: the cells that failed to load.
        seen: what each call did, by its number.
        running: the cell or the call that ended the attempt, or None where all was said.
        ending: how it ended then.
    """

    def __init__(self, cells: Sequence[Cell], calls: Mapping[int, Call], limits: Limits) -> None:
        self.ready = False
        self.load: dict[str, Observation] = {}
        self.seen: dict[int, Observation] = {}
        self.running: Cell | Call | None = None
        self.ending: Outcome = "crashed"
        self._cells = list(cells)
        self._calls = dict(calls)
        self._limits = limits

    def job(self, prelude: str, absent: Sequence[str] = ()) -> list[bytes]:
        """What the worker is to do, as bodies of frames: a head, then each call."""
        head = {
            "prelude": prelude,
            "absent": list(absent),
            "cells": [asdict(cell) for cell in self._cells],
            "calls": len(self._calls),
            "limits": asdict(self._limits),
        }
        return [frames.encode(head), *(call.body for call in self._calls.values())]

    def listen(self, connection: socket.socket, deadline: float) -> None:
        """Write down what the worker says, until it has said all or the attempt ends."""
        receiver = frames.Receiver(connection)
        try:
            receiver.receive(time.monotonic() + READY_SECONDS)
            self.ready = True
            self._hear_of_cells(receiver, deadline)
            self._hear_of_calls(receiver, deadline)
        except TimeoutError:
            self.ending = "timeout"
        except (frames.FrameError, ValueError):
            self.ending = "crashed"

    def _hear_of_cells(self, receiver: frames.Receiver, deadline: float) -> None:
        limits = self._limits
        for cell in self._cells:
            self.running = cell
            latest = min(deadline, time.monotonic() + limits.case_seconds)
            seen = _observation(receiver.receive(latest, limits.output_bytes))
            if seen.outcome != "returned":
                self.load[cell.name] = seen
        self.running = None

    def _hear_of_calls(self, receiver: frames.Receiver, deadline: float) -> None:
        limits = self._limits
        seconds = {
            call.function: call.patience * limits.function_seconds + GRACE_SECONDS
            for call in self._calls.values()
        }
        size = defaultdict[str, int](lambda: limits.output_bytes)
        for number, call in self._calls.items():
            self.running, name = call, call.function
            start = time.monotonic()
            body = receiver.receive(min(deadline, start + seconds[name]), size[name])
            seconds[name] -= time.monotonic() - start
            size[name] -= len(body)
            self.seen[number] = _observation(body)
        self.running = None


def _observation(body: bytes) -> Observation:
    return Observation.from_tree(frames.decode(body))
