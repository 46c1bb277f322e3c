"""Limits hold for own time: a busy machine costs no point, and who sleeps keeps nobody waiting."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from autograder import frames
from autograder.sandbox import Box, Budget, Call, open_sandbox
from autograder.sandbox.budget import LEAST_SHARE, MOST_WAITING_SECONDS, OwnTime

from .support import GOOD, KNOWN, LIMITS, cell, values

BURN = """
import time
def f(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return 1
"""
SLEEP = "import time\ndef f(seconds):\n    time.sleep(seconds)\n    return 1"
#: In a thread of its own: who waits for whom cannot be told from outside.
THREAD = """
import threading, time
threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
def f(seconds):
    time.sleep(seconds)
"""


@pytest.fixture(scope="module")
def starved_box() -> Iterator[Box]:
    """A box that shares one processor with three programs that never rest."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        box = open_sandbox(KNOWN, limits=LIMITS)
        busy = [subprocess.Popen([sys.executable, "-c", "while 1: pass"]) for _ in range(3)]
    finally:
        os.sched_setaffinity(0, before)
    with box:
        yield box
    for process in busy:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def plain_box() -> Iterator[Box]:
    """A box without protection."""
    with open_sandbox(KNOWN, sandboxed=False, limits=LIMITS) as box:
        yield box


def run(box: Box, source: str, seconds: float, number: int = 1) -> tuple[list[object], Budget]:
    """What calls of `f` and one of `good` give, and whether that is in doubt."""
    calls = [Call("f", (seconds,), once=True)] * number
    budget = Budget()
    given = box.run([cell(source), GOOD], [*calls, Call("good", (1,))], budget=budget)
    return values(given.observations), budget


class TestOnABusyMachine:
    """The machine's own delay counts for nothing, and what a submission does itself for all."""

    def test_who_waits_for_a_processor_is_in_time(self, starved_box: Box) -> None:
        seconds = 0.8 * LIMITS.case_seconds
        start = time.monotonic()
        found, _ = run(starved_box, BURN, seconds)
        assert time.monotonic() - start > LIMITS.case_seconds  # so it was not in time by the clock
        assert found == [1, 2]

    def test_who_sleeps_is_not_and_there_is_no_doubt(self, starved_box: Box) -> None:
        found, budget = run(starved_box, SLEEP, 60.0)
        assert (found, budget.doubtful) == (["timeout", 2], False)

    def test_who_never_ends_is_not_and_there_is_no_doubt(self, starved_box: Box) -> None:
        found, budget = run(starved_box, BURN, 60.0)
        assert (found, budget.doubtful) == (["timeout", 2], False)

    def test_who_is_not_alone_in_the_box_is_in_doubt(self, starved_box: Box) -> None:
        found, budget = run(starved_box, THREAD, 60.0)
        assert (found, budget.doubtful) == (["timeout", 2], True)

    def test_without_a_sandbox_as_well(self, plain_box: Box) -> None:
        found, budget = run(plain_box, SLEEP, 60.0)
        assert (found, budget.doubtful) == (["timeout", 2], False)


class TestBudget:
    """Full limits as long as few are reached, then less, but never little."""

    def test_shrinks_after_half_of_it(self) -> None:
        budget = Budget(40.0)
        shares = []
        for _ in range(5):
            shares.append(budget.share)
            budget.spend(10.0)
        assert shares == [1.0, 1.0, 1.0, 0.5, LEAST_SHARE]
        assert budget.is_used_up

    def test_leaves_a_right_function_its_points_behind_many_that_sleep(
        self, plain_box: Box
    ) -> None:
        names = [f"f{number}" for number in range(6)]
        cells = [cell(SLEEP.replace("f(", f"{name}("), name) for name in names]
        budget = Budget(1.0)
        calls = [*[Call(name, (60.0,)) for name in names], Call("good", (1,))]
        start = time.monotonic()
        given = plain_box.run([*cells, GOOD], calls, budget=budget)
        assert time.monotonic() - start < len(names) * LIMITS.case_seconds
        assert values(given.observations) == ["timeout"] * len(names) + [2]

    def test_allows_for_so_many_waits_only(self) -> None:
        budget = Budget()
        assert budget.put_off(MOST_WAITING_SECONDS - 1.0) == MOST_WAITING_SECONDS - 1.0
        assert not budget.doubtful
        assert budget.put_off(3.0) == 1.0
        assert budget.doubtful


class TestOwnTime:
    """A limit is put off by as long as the worker has waited."""

    @pytest.fixture
    def ends(self) -> Iterator[tuple[socket.socket, socket.socket]]:
        """The grader's end of a connection, and the worker's."""
        ours, theirs = socket.socketpair()
        with ours, theirs:
            yield ours, theirs

    @staticmethod
    def of(end: socket.socket, waited: Callable[[], float | None], budget: Budget) -> OwnTime:
        return OwnTime(frames.Receiver(end), time.monotonic() + 60.0, waited, budget)

    def test_of_one_that_has_waited_is_put_off_until_it_waits_no_more(self, ends) -> None:
        asked = iter([0.1, 0.2, 0.2, 0.2])
        budget = Budget()
        own_time = self.of(ends[0], lambda: next(asked), budget)
        with pytest.raises(TimeoutError):
            own_time.receive(0.1, 100)
        # Twice for the waits, and once because all is slower on a busy machine.
        assert own_time.put_off == pytest.approx(0.3)
        assert not budget.doubtful

    def test_of_one_that_answers_late_on_a_busy_machine_is_in_doubt(self, ends) -> None:
        asked = []

        def waited() -> float:
            asked.append(True)
            if len(asked) == 2:
                frames.send(ends[1], 1.0, b"late")
            return 0.1

        budget = Budget()
        assert self.of(ends[0], waited, budget).receive(0.1, 100) == b"late"
        assert budget.doubtful

    def test_where_nobody_knows_is_not_put_off_and_in_doubt(self, ends) -> None:
        budget = Budget()
        own_time = self.of(ends[0], lambda: None, budget)
        with pytest.raises(TimeoutError):
            own_time.receive(0.05, 100)
        assert (own_time.put_off, budget.doubtful) == (0.0, True)
