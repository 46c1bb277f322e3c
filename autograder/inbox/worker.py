"""Run one submission: its solution cells once, then all calls of its functions.

All is done in one process, as in a notebook. A fork for every call, or even for every function,
would cost far more time than the calls. What such a fork would be for is done otherwise: a call
that ends the program, or never ends, ends this worker, and the other side has a fresh one go on
behind it. Before each function the settings of the process are put back (see `_kept_settings`).
Where threads or processes are left, or memory has run out, the worker asks for a fresh one to go
on.

Everything here shares a process with a learner's code, so nothing here is believed by the other
side, which reads plain values and keeps the limits of time.
"""

from __future__ import annotations

import contextlib
import gc
import os
import random
import resource
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np

from autograder import frames
from autograder.inbox import absent, drawing
from autograder.inbox.cells import load
from autograder.observation import Observation, observe
from autograder.values import Opaque

__all__ = ["receive_known", "work"]

#: Enough for the answers of any submission and the arguments of all its calls.
JOB_BYTES = 2**30
#: The other side reads without delay, so it is gone when nothing moves for so long.
SEND_SECONDS = 60.0


class Asked(NamedTuple):
    """One call that is to be made; see `Call`."""

    function: str
    args: list[Any]
    kwargs: dict[str, Any]
    harness: Callable[..., Any] | None
    once: bool


def work(connection: socket.socket, known: Sequence[Asked] = ()) -> None:
    """Serve one submission over `connection`.

    In come a frame with the job and one for each call that is not `known`. Out go one when all is
    ready, an observation for each cell, and one for each call, in order. An empty frame in the
    place of one for a call says that this call, and all behind it, are better made in a fresh
    worker.
    """
    receiver = frames.Receiver(connection)
    job = _receive(receiver)
    given = iter([Asked(*_receive(receiver)) for _ in range(job["given"])])
    calls = [next(given) if number is None else known[number] for number in job["calls"]]
    limits = job["limits"]
    _limit_resources(limits, job["seconds"])
    _silence()
    absent.remove(job["absent"])
    namespace = _main_module()
    namespace.update(drawing.stand_in())
    exec(job["prelude"], namespace)
    _say(connection, frames.encode("ready"))
    for cell in job["cells"]:
        ended = load(cell["name"], cell["source"], namespace, cell["only"])
        _say(connection, frames.encode(ended.to_tree()))
    gc.freeze()
    _answer(connection, namespace, calls, limits["output_bytes"])


def _main_module() -> dict[str, Any]:
    """The names of a fresh `__main__`, the module in which pickle finds what the cells define."""
    module = sys.modules["__main__"] = ModuleType("__main__")
    return vars(module)


def receive_known(connection: socket.socket) -> list[Asked]:
    """Receive the calls that are made of every submission: a frame each, and an empty one."""
    receiver = frames.Receiver(connection)
    calls = []
    while call := _receive(receiver):
        calls.append(Asked(*call))
    return calls


def _receive(receiver: frames.Receiver) -> Any:
    body = receiver.receive(time.monotonic() + SEND_SECONDS, JOB_BYTES)
    return frames.decode(body, JOB_BYTES, functions=True)


def _answer(
    connection: socket.socket,
    namespace: Mapping[str, Any],
    calls: Sequence[Asked],
    output_bytes: int,
) -> None:
    """Send what is seen of each call, until one needs a fresh worker."""
    # What a call does to the namespace replaces no other function.
    functions = {call.function: namespace.get(call.function) for call in calls}
    room = dict.fromkeys(functions, output_bytes)
    kept, company = [*_kept_settings(), *_kept_chance()], _company()
    for number, call in enumerate(calls):
        name = call.function
        if number and name != calls[number - 1].function:
            _put_back(kept)
        seen = _observe(functions[name], call)
        if seen.outcome == "memory" and number:
            break  # an earlier call may have kept it
        body = _body(seen, room[name])
        room[name] -= frames.weight(body)
        _say(connection, body)
        if seen.outcome == "memory" or _company() != company:
            break
    _say(connection, b"")


def _observe(function: Callable[..., Any] | None, call: Asked) -> Observation:
    if not callable(function):
        return Observation("missing")
    answer = partial(call.harness, function) if call.harness else function
    return observe(answer, call.args, call.kwargs, once=call.once)


def _body(seen: Observation, size: int) -> bytes:
    """An observation as the body of a frame; a value too large for `size` bytes is only named."""
    body = frames.encode(seen.to_tree())
    if frames.weight(body) <= size:
        return body
    value = Opaque(type(seen.value).__name__, f"of more than {size} bytes")
    return frames.encode(replace(seen, value=value).to_tree())


@dataclass(frozen=True)
class _Kept:
    """A setting of this process: how to ask for it, how to set it, and what it was."""

    ask: Callable[[], Any]
    put: Callable[[Any], Any]
    value: Any

    @classmethod
    def now(cls, ask: Callable[[], Any], put: Callable[[Any], Any]) -> _Kept:
        return cls(ask, put, ask())


def _kept_settings() -> list[_Kept]:
    """What a function may leave changed so that another one goes another way.

    What it keeps from call to call, and what the learner's code keeps in globals, is left to them,
    as in a notebook.
    """
    pairs: list[tuple[Callable[[], Any], Callable[[Any], Any]]] = [
        (np.geterr, lambda modes: np.seterr(**modes)),
        (os.getcwd, os.chdir),
        (sys.getrecursionlimit, sys.setrecursionlimit),
        (sys.gettrace, sys.settrace),
        (sys.getprofile, sys.setprofile),
        (
            lambda: signal.getitimer(signal.ITIMER_REAL)[0],
            partial(signal.setitimer, signal.ITIMER_REAL),
        ),
    ]
    if torch := sys.modules.get("torch"):
        pairs += [
            (torch.is_grad_enabled, torch.set_grad_enabled),
            (torch.get_default_dtype, torch.set_default_dtype),
        ]
    return [_Kept.now(*pair) for pair in pairs]


def _kept_chance() -> list[_Kept]:
    """The states of the generators that are drawn from without a seed.

    What a function draws does not depend on how often another one has drawn.
    """
    pairs: list[tuple[Callable[[], Any], Callable[[Any], Any]]] = [
        (random.getstate, random.setstate),
        (np.random.get_state, np.random.set_state),
    ]
    if torch := sys.modules.get("torch"):
        pairs.append((torch.get_rng_state, torch.set_rng_state))
    return [_Kept.now(*pair) for pair in pairs]


def _put_back(settings: Sequence[_Kept]) -> None:
    for kept in settings:
        kept.put(kept.value)


def _company() -> tuple[int, bool]:
    """What runs beside this thread: the number of threads, and whether there are processes."""
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return threading.active_count(), False
    return threading.active_count(), True


def _limit_resources(limits: dict[str, Any], seconds: float) -> None:
    amounts = {
        resource.RLIMIT_CPU: int(seconds) + 1,
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
        frames.send(connection, SEND_SECONDS, *bodies)
