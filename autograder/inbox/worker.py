"""Run one submission: its solution cells once, then every call in a fork of its own.

Everything here shares a process with a learner's code, so nothing here is believed by the other
side, which reads plain values and a deadline of its own.
"""

from __future__ import annotations

import contextlib
import gc
import linecache
import os
import resource
import select
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from autograder import frames
from autograder.observation import Observation, describe_failure, observe

__all__ = ["work"]


def work(connection: socket.socket) -> None:
    """Serve one submission over `connection`: receive the job, send what was seen."""
    job = frames.receive(connection, time.monotonic() + 60)
    limits = job["limits"]
    _limit_resources(limits)
    _silence()
    namespace = _load(connection, job["prelude"], job["cells"], limits)
    gc.freeze()
    for index, call in enumerate(job["calls"]):
        seen = _run_in_fork(namespace.get(call["function"]), call, limits)
        _say(connection, {"index": index, "seen": seen})


def _load(
    connection: socket.socket, prelude: str, cells: list[dict[str, str]], limits: dict[str, Any]
) -> dict[str, Any]:
    """Execute the cells in order, each on its own: a cell that raises spoils no other."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    exec(prelude, namespace)
    for index, cell in enumerate(cells):
        # Said before the cell runs: if it ends the process, the other side knows which it was.
        _say(connection, {"loading": index})
        failure = None
        try:
            exec(_compiled(cell), namespace)
        except BaseException as error:
            failure = asdict(describe_failure(error, f"<{cell['name']}>"))
        _say(connection, {"loaded": index, "failure": failure})
    return namespace


def _compiled(cell: dict[str, str]) -> Any:
    file = f"<{cell['name']}>"
    lines = cell["source"].splitlines(keepends=True)
    # So that tracebacks, inspect.getsource and our own messages find the learner's lines.
    linecache.cache[file] = (len(cell["source"]), None, lines, file)
    return compile(cell["source"], file, "exec", dont_inherit=True)


def _run_in_fork(
    function: Callable[..., Any] | None, call: dict[str, Any], limits: dict[str, Any]
) -> dict[str, Any]:
    if not callable(function):
        return Observation("missing").to_tree()
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        _answer(function, call, write_end, limits)
    os.close(write_end)
    body, in_time = _read_answer(read_end, limits)
    os.close(read_end)
    _kill_all(child)
    if body is not None:
        with contextlib.suppress(frames.FrameError):
            return dict(frames.decode(body, limits["output_bytes"]))
    return Observation("crashed" if in_time else "timeout").to_tree()


def _answer(
    function: Callable[..., Any], call: dict[str, Any], write_end: int, limits: dict[str, Any]
) -> None:
    """In the child: call the function, write what was seen, and end without any clean-up."""
    try:
        seconds = int(limits["case_seconds"]) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        seen = observe(function, call["args"], call["kwargs"])
        body = frames.encode(seen.to_tree())
        body = len(body).to_bytes(8, "little") + body
        while body:
            body = body[os.write(write_end, body) :]
    finally:
        os._exit(0)


def _read_answer(read_end: int, limits: dict[str, Any]) -> tuple[bytes | None, bool]:
    """The child's frame, or None, and whether the time limit was kept."""
    deadline = time.monotonic() + limits["case_seconds"]
    data = b""
    wanted = 8
    while len(data) < wanted:
        remaining = deadline - time.monotonic()
        ready, _, _ = select.select([read_end], [], [], max(remaining, 0))
        if not ready:
            return None, False
        part = os.read(read_end, 2**16)
        if not part:
            return None, True
        data += part
        if wanted == 8 and len(data) >= 8:
            wanted = 8 + int.from_bytes(data[:8], "little")
            if wanted > limits["output_bytes"]:
                return None, True
    return data[8:wanted], True


def _kill_all(child: int) -> None:
    """End the child, and in a process namespace of our own whatever it left behind."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(-1 if os.getpid() == 1 else child, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        while True:
            ended, _ = os.waitpid(-1 if os.getpid() == 1 else child, 0)
            if ended == child and os.getpid() != 1:
                return


def _limit_resources(limits: dict[str, Any]) -> None:
    for what, amount in (
        (resource.RLIMIT_AS, limits["memory_bytes"]),
        (resource.RLIMIT_FSIZE, limits["file_bytes"]),
        (resource.RLIMIT_NPROC, limits["processes"]),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_STACK, 64 * 2**20),
    ):
        _, hard = resource.getrlimit(what)
        amount = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(what, (amount, amount))


def _silence() -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    os.close(nothing)


def _say(connection: socket.socket, message: dict[str, Any]) -> None:
    frames.send(connection, message, time.monotonic() + 60)
