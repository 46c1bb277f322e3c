"""Run one submission: its solution cells once, then all calls of each function in a child.

A child makes the calls of one function one after the other, as `check` does in a notebook, and
sends an answer after each. A fork for every call would cost far more time than the calls. What a
fork is for stays: a call that ends the program, or never ends, costs itself only, because a fresh
child goes on with the next one. A fresh child also goes on after a call that has left its
surroundings changed (see `_surroundings`), and repeats a call that crashed or ran out of memory
behind others: no call pays for what an earlier one has left behind. No child can touch what another
function answers: all processes of one function are dead before the next one's are started.

Everything here shares a process with a learner's code, so nothing here is believed by the other
side, which reads plain values and keeps deadlines of its own.
"""

from __future__ import annotations

import contextlib
import gc
import os
import resource
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any, NoReturn

import numpy as np

from autograder import frames
from autograder.inbox import absent, drawing, kernel
from autograder.inbox.cells import load
from autograder.observation import Observation, observe
from autograder.values import Opaque

__all__ = ["work"]

#: Enough for the answers of any submission and the arguments of all its calls.
JOB_BYTES = 2**30
#: The other side reads without delay, so it is gone when nothing moves for so long.
SEND_SECONDS = 60.0


def work(connection: socket.socket) -> None:
    """Serve one submission over `connection`.

    In come a frame with the job and one for each call, all calls of a function one after another.
    Out go one when all is ready, an observation for each cell, and one for each call, in order.
    """
    job, calls = _receive_job(connection)
    limits = job["limits"]
    _limit_resources(limits)
    _silence()
    absent.remove(job["absent"])
    namespace: dict[str, Any] = {"__name__": "__main__", **drawing.stand_in()}
    exec(job["prelude"], namespace)
    _try_to_fork()
    _say(connection, frames.encode("ready"))
    for cell in job["cells"]:
        ended = load(cell["name"], cell["source"], namespace)
        _say(connection, frames.encode(ended.to_tree()))
    gc.freeze()
    for name, its_calls in groupby(calls, key=itemgetter("function")):
        _answer_all(connection, namespace.get(name), list(its_calls), limits)


def _receive_job(connection: socket.socket) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What is to be done, and the calls to be made."""
    receiver, latest = frames.Receiver(connection), time.monotonic() + SEND_SECONDS

    def receive() -> dict[str, Any]:
        body = receiver.receive(latest, JOB_BYTES)
        return dict(frames.decode(body, JOB_BYTES, functions=True))

    job = receive()
    return job, [receive() for _ in range(job["calls"])]


def _try_to_fork() -> None:
    """Fail before a learner's code runs where the system has no process to spare."""
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def _answer_all(
    connection: socket.socket,
    function: Callable[..., Any] | None,
    calls: list[dict[str, Any]],
    limits: dict[str, Any],
) -> None:
    """Send an answer to every call of one function, from as few children as it takes."""
    if not callable(function):
        _say(connection, *[_ended("missing")] * len(calls))
        return
    allowance = _Allowance.of(calls[0]["patience"], limits)
    while calls and allowance.seconds > 0:
        del calls[: _answer_in_child(connection, function, calls, allowance)]
    _say(connection, *[_ended("timeout")] * len(calls))


@dataclass
class _Allowance:
    """What the calls of one function may still use.

    Attributes:
        latest: the time of `time.monotonic` at which all must have ended.
        case_seconds: what each call may take.
        size: the bytes that all answers may have.
    """

    latest: float
    case_seconds: float
    size: int

    @classmethod
    def of(cls, patience: float, limits: dict[str, Any]) -> _Allowance:
        seconds = patience * limits["function_seconds"]
        case_seconds = patience * limits["case_seconds"]
        return cls(time.monotonic() + seconds, case_seconds, limits["output_bytes"])

    @property
    def seconds(self) -> float:
        """The time that is left."""
        return self.latest - time.monotonic()


def _answer_in_child(
    connection: socket.socket,
    function: Callable[..., Any],
    calls: list[dict[str, Any]],
    allowance: _Allowance,
) -> int:
    """Make calls in one child, as far as it comes, and say how many have an answer then.

    That is one at least: where the child itself has none, it is how the first call ended.
    """
    ours, theirs = socket.socketpair()
    child = os.fork()
    if child == 0:
        connection.close()
        ours.close()
        _make_calls(theirs, function, calls, allowance)
    theirs.close()
    answered, heard = 0, []
    receiver = frames.Receiver(ours)
    try:
        for _ in calls:
            latest = min(allowance.latest, time.monotonic() + allowance.case_seconds)
            if not (body := receiver.receive(latest, allowance.size)):
                break
            heard.append(body)
            allowance.size -= len(body)
            answered += 1
            if not receiver.has_more:
                _say(connection, *heard)
                heard.clear()
    except TimeoutError:
        heard.append(_ended("timeout"))
        answered += 1
    except frames.FrameError:
        pass  # the child has ended in the middle
    finally:
        ours.close()
        _kill_all(child)
    if not answered:
        heard.append(_ended("crashed"))
        answered = 1
    _say(connection, *heard)
    return answered


def _make_calls(
    out: socket.socket,
    function: Callable[..., Any],
    calls: list[dict[str, Any]],
    allowance: _Allowance,
) -> NoReturn:
    """In the child: send what is seen of each call, and end without any clean-up.

    It says with an empty frame that the next call is better made in a fresh child.
    """
    try:
        kernel.die_with_parent()
        limit = int(allowance.seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        before, size = _surroundings(), allowance.size
        for number, call in enumerate(calls):
            answer = partial(call["harness"], function) if call["harness"] else function
            seen = observe(answer, call["args"], call["kwargs"], once=call["once"])
            if seen.outcome == "memory" and number:
                break
            body = _body(seen, size)
            size -= len(body)
            frames.send(out, time.monotonic() + SEND_SECONDS, body)
            if seen.outcome == "memory" or _surroundings() != before:
                break
        # Its end alone shows in nothing while processes live that it has started.
        frames.send(out, time.monotonic() + SEND_SECONDS, b"")
    finally:
        os._exit(0)


def _body(seen: Observation, size: int) -> bytes:
    """An observation as the body of a frame; a value too large for `size` bytes is only named."""
    body = frames.encode(seen.to_tree())
    if len(body) <= size:
        return body
    value = Opaque(type(seen.value).__name__, f"of more than {size} bytes")
    return frames.encode(replace(seen, value=value).to_tree())


def _surroundings() -> tuple[Any, ...]:
    """What a call may leave changed so that a later one goes another way.

    What the learner's own code keeps, in globals for example, is left to it, as in a notebook.
    """
    return (
        np.geterr(),
        os.getcwd(),
        sys.getrecursionlimit(),
        sys.gettrace(),
        sys.getprofile(),
        signal.getitimer(signal.ITIMER_REAL),
        threading.active_count(),
        _has_children(),
    )


def _has_children() -> bool:
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return False
    return True


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
        resource.RLIMIT_DATA: limits["data_bytes"],
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


def _say(connection: socket.socket, *bodies: bytes) -> None:
    if bodies:
        frames.send(connection, time.monotonic() + SEND_SECONDS, *bodies)
