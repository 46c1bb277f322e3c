"""The first process in the sandbox: imports what is allowed, then forks a worker a submission.

It never runs a learner's code and never reads a byte that one wrote. Its only input is the control
socket: a message with a socket starts a worker on that socket, `K` ends the worker.
"""

from __future__ import annotations

import array
import os
import random
import select
import signal
import socket
import sys
from importlib import import_module
from types import FrameType

from autograder.inbox import kernel

__all__ = ["main"]

NOBODY = 65534


def main() -> None:
    """Serve until the control socket closes.

    The command line names the packages to import, `namespaces` or `plain`, the size of each
    submission's /tmp, and the descriptor of the control socket.
    """
    packages, mode, size, descriptor = sys.argv[1:]
    control = socket.socket(fileno=int(descriptor))
    # The only signal whose handler Python installs, and so the only one with which a submission
    # could end its own worker, the first process of its namespace.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    isolated = mode == "namespaces"
    if isolated:
        _become_nobody()
        _try_namespaces(int(size))
    for package in (*packages.split(","), "autograder.inbox.worker"):
        import_module(package)
    _fix_chance()
    # Children of a process with threads hang on the locks that the threads held.
    if len(os.listdir("/proc/self/task")) != 1:
        raise SystemExit("an imported package has started a thread")
    control.send(b"R")
    while True:
        message, sockets = _receive(control)
        if not message:
            return
        for connection in sockets:
            _serve(control, connection, int(size) if isolated else None)


def _fix_chance() -> None:
    """Let code that draws numbers without a seed draw the same at every grading."""
    random.seed(0)
    import_module("numpy.random").seed(0)
    # Whence generators that are made without a seed have theirs.
    import_module("numpy.random.bit_generator").__dict__["randbits"] = lambda _bits: 0


def _become_nobody() -> None:
    """Started by root, keep nothing of it; then limits on the number of processes count."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    kernel.be_dumpable()


def _try_namespaces(temporary_bytes: int) -> None:
    """End with a reason where submissions cannot be given namespaces of their own."""
    child = os.fork()
    if child == 0:
        try:
            kernel.enter_namespaces(temporary_bytes)
            kernel.drop_capabilities()
            kernel.forbid_namespaces()
            os._exit(0)
        except OSError as error:
            print(f"no namespaces inside the sandbox: {error}", file=sys.stderr, flush=True)
            os._exit(1)
    _, status = os.waitpid(child, 0)
    if status != 0:
        raise SystemExit(1)


def _serve(control: socket.socket, connection: int, temporary_bytes: int | None) -> None:
    """Fork a worker on a socket, wait for its end or for the order to end it, and report.

    Without a size for its /tmp, the worker gets no namespaces either.
    """
    worker = os.fork()
    if worker == 0:
        control.close()
        _become_worker(connection, temporary_bytes)
    os.close(connection)
    pidfd = os.pidfd_open(worker)
    ready, _, _ = select.select([pidfd, control.fileno()], [], [])
    if pidfd not in ready:
        control.recv(1)
        # A guard ends its namespace and then itself; a plain worker is simply killed.
        order = signal.SIGKILL if temporary_bytes is None else signal.SIGTERM
        signal.pidfd_send_signal(pidfd, order)
    os.waitpid(worker, 0)
    os.close(pidfd)
    control.send(b"D")


def _become_worker(connection: int, temporary_bytes: int | None) -> None:
    from autograder.inbox import worker

    try:
        if temporary_bytes is not None:
            _guard(connection, temporary_bytes)
        os.chdir("/tmp")
        worker.work(socket.socket(fileno=connection))
    finally:
        os._exit(0)


def _guard(connection: int, temporary_bytes: int) -> None:
    """Return in the first process of fresh namespaces; this process stays outside to end it."""
    first = 0

    def end(_signal: int, _frame: FrameType | None) -> None:
        if first == 0:
            os._exit(0)
        os.kill(first, signal.SIGKILL)

    signal.signal(signal.SIGTERM, end)
    kernel.enter_namespaces(temporary_bytes)
    first = os.fork()
    if first != 0:
        os.close(connection)
        # The kernel lets the first process go only when all others of its namespace are gone.
        os.waitpid(first, 0)
        os._exit(0)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    kernel.die_with_parent()
    kernel.drop_capabilities()
    kernel.forbid_namespaces()


def _receive(control: socket.socket) -> tuple[bytes, list[int]]:
    message, ancillary, _, _ = control.recvmsg(1, socket.CMSG_SPACE(array.array("i").itemsize))
    descriptors = array.array("i")
    for level, kind, data in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            descriptors.frombytes(data[: len(data) - len(data) % descriptors.itemsize])
    return message, list(descriptors)
