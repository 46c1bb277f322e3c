"""Run one submission: its solution cells once, then every call in a fork of its own.

Everything here shares a process with a learner's code, so nothing here is believed by the other
side, which reads plain values and keeps deadlines of its own.
"""

from __future__ import annotations

import ast
import contextlib
import gc
import linecache
import os
import resource
import signal
import socket
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from autograder import frames
from autograder.inbox import absent, kernel
from autograder.observation import Observation, describe_failure, observe
from autograder.values import Opaque

__all__ = ["work"]

#: Enough for the answers of any submission and the arguments of all its calls.
JOB_BYTES = 2**30
#: The other side reads without delay, so it is gone when nothing moves for so long.
SEND_SECONDS = 60.0


def work(connection: socket.socket) -> None:
    """Serve one submission over `connection`.

    The job comes in as one frame. Out go one frame when all is ready, an observation for each
    cell, and an observation for each call, in order.
    """
    body = frames.receive(connection, time.monotonic() + SEND_SECONDS, JOB_BYTES)
    job = frames.decode(body, JOB_BYTES, functions=True)
    limits = job["limits"]
    _limit_resources(limits)
    _silence()
    absent.remove(job["absent"])
    namespace: dict[str, Any] = {"__name__": "__main__"}
    exec(job["prelude"], namespace)
    _try_to_fork()
    _say(connection, frames.encode("ready"))
    for cell in job["cells"]:
        _say(connection, frames.encode(_load(cell, namespace).to_tree()))
    gc.freeze()
    seconds = {c["function"]: c["patience"] * limits["function_seconds"] for c in job["calls"]}
    size = defaultdict[str, int](lambda: limits["output_bytes"])
    for call in job["calls"]:
        name = call["function"]
        start = time.monotonic()
        limit = min(call["patience"] * limits["case_seconds"], seconds[name])
        answer = _run_in_fork(connection, namespace.get(name), call, limit, size[name])
        seconds[name] -= time.monotonic() - start
        size[name] -= len(answer)
        _say(connection, answer)


def _try_to_fork() -> None:
    """Fail before a learner's code runs where the system has no process to spare."""
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def _load(cell: dict[str, str], namespace: dict[str, Any]) -> Observation:
    """Execute one cell; one that raises spoils no other.

    A statement that raises does not keep the rest from being executed: a function is graded even
    where a picture, or what another cell of the notebook defines, is missing above it.
    """
    file = f"<{cell['name']}>"
    lines = cell["source"].splitlines(keepends=True)
    # So that tracebacks, inspect.getsource and our own messages find the learner's lines.
    linecache.cache[file] = (len(cell["source"]), None, lines, file)
    first: BaseException | None = None
    try:
        statements = ast.parse(cell["source"], file).body
    except BaseException as error:
        statements, first = [], error
    futures = [s for s in statements if isinstance(s, ast.ImportFrom) and s.module == "__future__"]
    for statement in statements:
        try:
            module = ast.Module([*futures, statement], [])
            exec(compile(module, file, "exec", dont_inherit=True), namespace)
        except BaseException as error:
            first = error if first is None else first
    if first is None:
        return Observation("returned")
    return Observation("raised", failure=describe_failure(first, file))


def _run_in_fork(
    connection: socket.socket,
    function: Callable[..., Any] | None,
    call: dict[str, Any],
    seconds: float,
    size: int,
) -> bytes:
    """Call a function in a child and return what the child saw, as the body of a frame.

    It has `seconds` of time and `size` bytes for its answer.
    """
    if not callable(function):
        return _ended("missing")
    if seconds <= 0:
        return _ended("timeout")
    ours, theirs = socket.socketpair()
    child = os.fork()
    if child == 0:
        connection.close()
        ours.close()
        _answer(theirs, function, call, seconds, size)
    theirs.close()
    try:
        return frames.receive(ours, time.monotonic() + seconds, size)
    except TimeoutError:
        return _ended("timeout")
    except frames.FrameError:
        return _ended("crashed")
    finally:
        ours.close()
        _kill_all(child)


def _answer(
    out: socket.socket,
    function: Callable[..., Any],
    call: dict[str, Any],
    seconds: float,
    size: int,
) -> None:
    """In the child: call the function, write what was seen, and end without any clean-up."""
    try:
        kernel.die_with_parent()
        limit = int(seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        answer = partial(call["harness"], function) if call["harness"] else function
        seen = observe(answer, call["args"], call["kwargs"], once=call["once"])
        body = frames.encode(seen.to_tree())
        if len(body) > size:
            value = Opaque(type(seen.value).__name__, f"of more than {size} bytes")
            body = frames.encode(replace(seen, value=value).to_tree())
        frames.send(out, body, time.monotonic() + seconds)
    finally:
        os._exit(0)


def _ended(outcome: Any) -> bytes:
    return frames.encode(Observation(outcome).to_tree())


def _kill_all(child: int) -> None:
    """End the child, and in a process namespace of our own whatever it left behind."""
    everything = _has_own_namespaces()
    with contextlib.suppress(ProcessLookupError):
        os.kill(-1 if everything else child, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        while True:
            ended, _ = os.waitpid(-1 if everything else child, 0)
            if ended == child and not everything:
                return


def _limit_resources(limits: dict[str, Any]) -> None:
    amounts = {
        resource.RLIMIT_AS: limits["memory_bytes"],
        resource.RLIMIT_FSIZE: limits["file_bytes"],
        resource.RLIMIT_NOFILE: 64,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_STACK: 64 * 2**20,
    }
    if _has_own_namespaces():
        # Elsewhere all processes of the user count, those of the desktop included.
        amounts[resource.RLIMIT_NPROC] = limits["processes"]
    for what, amount in amounts.items():
        _, hard = resource.getrlimit(what)
        amount = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(what, (amount, amount))


def _has_own_namespaces() -> bool:
    return os.getpid() == 1


def _silence() -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    os.close(nothing)


def _say(connection: socket.socket, body: bytes) -> None:
    frames.send(connection, body, time.monotonic() + SEND_SECONDS)
