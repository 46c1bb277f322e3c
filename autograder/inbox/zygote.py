"""The first process in the sandbox: imports what is allowed, then forks a worker a submission.

It never runs a learner's code and never reads a byte that one wrote. Its only input is the control
socket: `C` with a socket brings the calls that are made of every submission, `W` with a socket
starts a worker on that socket, `Q` asks how long the worker has waited for a processor, `K` ends
the worker.
"""

from __future__ import annotations

import array
import contextlib
import gc
import os
import random
import select
import signal
import socket
import struct
import sys
from dataclasses import dataclass
from importlib import import_module
from types import FrameType
from typing import TYPE_CHECKING

from autograder.inbox import kernel

if TYPE_CHECKING:
    from autograder.inbox.worker import Asked

__all__ = ["main"]

NOBODY = 65534
#: How often the memory of a submission is added up.
WATCH_SECONDS = 0.05
#: With what a guard exits that has ended its namespace for want of memory.
OUT_OF_MEMORY = 3
#: How it is said how long a worker has waited: nanoseconds, below 0 where that is not known.
WAITED = struct.Struct("!q")


@dataclass(frozen=True)
class _Bounds:
    """What one submission may use as a whole: bytes of its /tmp, and of memory."""

    temporary_bytes: int
    total_bytes: int


def main() -> None:
    """Serve until the control socket closes.

    The command line names the packages to import, `namespaces` or `plain`, the size of each
    submission's /tmp and of its memory, and the descriptor of the control socket.
    """
    packages, mode, temporary, total, descriptor = sys.argv[1:]
    bounds = _Bounds(int(temporary), int(total))
    control = socket.socket(fileno=int(descriptor))
    # The only signal whose handler Python installs, and so the only one with which a submission
    # could end its own worker, the first process of its namespace.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    isolated = mode == "namespaces"
    if isolated:
        _become_nobody()
        _try_namespaces(bounds)
    for package in (*packages.split(","), "autograder.inbox.worker"):
        import_module(package)
    _fix_chance()
    known: list[Asked] = []
    control.send(b"R")
    while True:
        message, sockets = _receive(control)
        if not message:
            return
        for connection in sockets:
            if message == b"C":
                known += _learn(connection)
                control.send(b"R")
            else:
                _serve(control, connection, known, bounds if isolated else None)


def _learn(descriptor: int) -> list[Asked]:
    """Receive the calls that are made of every submission, so that each finds them here."""
    from autograder.inbox import worker

    with socket.socket(fileno=descriptor) as connection:
        calls = worker.receive_known(connection)
    # What a collection of garbage touches in a fork has to be copied for it.
    gc.freeze()
    # Children of a process with threads hang on the locks that the threads held.
    if len(os.listdir("/proc/self/task")) != 1:
        raise SystemExit("an imported package has started a thread")
    return calls


def _fix_chance() -> None:
    """Let code that draws numbers without a seed draw the same at every grading."""
    import_module("numpy.random").seed(0)
    # Python draws a new seed for it in every child; this is called after that.
    os.register_at_fork(after_in_child=lambda: random.seed(0))
    # Whence generators that are made without a seed have theirs.
    import_module("numpy.random.bit_generator").__dict__["randbits"] = lambda _bits: 0


def _become_nobody() -> None:
    """Started by root, keep nothing of it; then limits on the number of processes count."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    kernel.be_dumpable()


def _try_namespaces(bounds: _Bounds) -> None:
    """End with a reason where submissions cannot be given namespaces of their own."""
    child = os.fork()
    if child == 0:
        try:
            kernel.enter_namespaces(bounds.temporary_bytes)
            kernel.drop_capabilities()
            kernel.refuse_calls()
            os._exit(0)
        except OSError as error:
            print(f"no namespaces inside the sandbox: {error}", file=sys.stderr, flush=True)
            os._exit(1)
    _, status = os.waitpid(child, 0)
    if status != 0:
        raise SystemExit(1)


def _serve(
    control: socket.socket, connection: int, known: list[Asked], bounds: _Bounds | None
) -> None:
    """Fork a worker on a socket, wait for its end or for the order to end it, and report.

    Without bounds, the worker gets no namespaces either.
    """
    worker = os.fork()
    if worker == 0:
        control.close()
        _become_worker(connection, known, bounds)
    os.close(connection)
    pidfd = os.pidfd_open(worker)
    while pidfd not in select.select([pidfd, control.fileno()], [], [])[0]:
        if control.recv(1) == b"Q":
            control.send(WAITED.pack(_waited(worker, is_guard=bounds is not None)))
            continue
        # A guard ends its namespace and then itself; a plain worker is simply killed.
        order = signal.SIGKILL if bounds is None else signal.SIGTERM
        signal.pidfd_send_signal(pidfd, order)
        break
    _, status = os.waitpid(worker, 0)
    os.close(pidfd)
    control.send(b"M" if status == OUT_OF_MEMORY << 8 else b"D")


def _waited(worker: int, *, is_guard: bool) -> int:
    """For how many nanoseconds a worker could have run, but had no processor.

    Below 0 where the kernel does not say, or the worker is not alone: it may wait for a thread or
    a process of its own then.
    """
    try:
        first = int(_children(worker)) if is_guard else worker
        if len(os.listdir(f"/proc/{first}/task")) == 1 and not _children(first):
            with open(f"/proc/{first}/schedstat") as file:
                return int(file.read().split()[1])
    except (OSError, ValueError, IndexError):
        pass  # it has no children yet, has just ended, or there is no such file
    return -1


def _children(process: int) -> str:
    with open(f"/proc/{process}/task/{process}/children") as file:
        return file.read().strip()


def _become_worker(connection: int, known: list[Asked], bounds: _Bounds | None) -> None:
    from autograder.inbox import worker

    try:
        if bounds is not None:
            _guard(connection, bounds)
        os.chdir("/tmp")
        worker.work(socket.socket(fileno=connection), known)
    finally:
        os._exit(0)


def _guard(connection: int, bounds: _Bounds) -> None:
    """Return in the first process of fresh namespaces; this process stays outside to end it."""
    first = 0
    # The new namespaces have an empty /proc; through this one all processes of the box are seen.
    proc = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY)
    others = set(os.listdir(proc))

    def end(_signal: int, _frame: FrameType | None) -> None:
        if first == 0:
            os._exit(0)
        with contextlib.suppress(ProcessLookupError):  # it has just ended by itself
            os.kill(first, signal.SIGKILL)

    signal.signal(signal.SIGTERM, end)
    kernel.enter_namespaces(bounds.temporary_bytes)
    first = os.fork()
    if first != 0:
        os.close(connection)
        within = _stays_within(bounds.total_bytes, first, proc, others)
        # The kernel lets the first process go only when all others of its namespace are gone.
        os.waitpid(first, 0)
        os._exit(0 if within else OUT_OF_MEMORY)
    os.close(proc)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    kernel.die_with_parent()
    kernel.drop_capabilities()
    kernel.refuse_calls()


def _stays_within(total_bytes: int, first: int, proc: int, others: set[str]) -> bool:
    """Wait for the first process's end; end it when a submission has more memory than it may.

    The limit of each process comes first, as a MemoryError. This one is for many processes.

    Args:
        total_bytes: the memory of all its processes together.
        first: the process, with whose end all others of its namespace end.
        proc: an open folder of all processes.
        others: the entries of that folder that are not the submission's.
    """
    inherited = _own_bytes(proc, str(os.getpid()))
    end = os.pidfd_open(first)
    while not select.select([end], [], [], WATCH_SECONDS)[0]:
        processes = set(os.listdir(proc)) - others
        used = sum(max(0, _own_bytes(proc, process) - inherited) for process in processes)
        if used > total_bytes:
            os.kill(first, signal.SIGKILL)
            return False
    return True


def _own_bytes(proc: int, process: str) -> int:
    """The memory of a process that belongs to no file; 0 when it has ended."""
    try:
        status = os.open(f"{process}/status", os.O_RDONLY, dir_fd=proc)
    except OSError:
        return 0
    with open(status, "rb") as file:
        try:
            lines = dict(line.split(b":", 1) for line in file)
        except OSError:
            return 0
    kilobytes = (lines.get(name, b"0 kB").split()[0] for name in (b"RssAnon", b"RssShmem"))
    return 1024 * sum(map(int, kilobytes))


def _receive(control: socket.socket) -> tuple[bytes, list[int]]:
    message, ancillary, _, _ = control.recvmsg(1, socket.CMSG_SPACE(array.array("i").itemsize))
    descriptors = array.array("i")
    for level, kind, data in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            descriptors.frombytes(data[: len(data) - len(data) % descriptors.itemsize])
    return message, list(descriptors)
