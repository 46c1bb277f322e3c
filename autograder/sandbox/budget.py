"""How long a submission may take: its own time counts, not the time that a busy machine takes.

A call that sleeps, or never ends, uses up its limit beside other work just as it would alone. One
that waits for a processor does not, so its limits are put off by as long as it has waited, and the
verdict is the one that it would get alone. Where that cannot be told, the submission is `doubtful`,
and is graded once more with nothing else running.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from autograder import frames

__all__ = ["Budget", "OwnTime"]

#: What a submission may take for its cells and calls at their full limits, half of it at least.
SUBMISSION_SECONDS = 40.0
#: The share of each limit that stays to those that come after, whatever was used up before.
LEAST_SHARE = 0.2
#: A wait shorter than this puts nothing off.
NOTABLE_SECONDS = 0.05
#: With waits above this share of a limit, the machine is busy, and each step may take longer too:
#: processors share caches, and two of them may be one core.
BUSY_SHARE, BUSY_FACTOR = 0.1, 2.0
#: By how much limits are put off at most, all together.
MOST_WAITING_SECONDS = 120.0


class Budget:
    """What one submission may use, over all of its workers.

    An honest answer needs milliseconds where its limit is seconds, so full limits do no harm while
    few are reached. Where one after the other is, those that follow shrink, down to a fifth: enough
    for any honest answer, and nobody waits for minutes.

    Attributes:
        doubtful: whether the machine may have been at fault where a limit was reached.
        may_double: whether a call on a busy machine is given more time; not any more where one was
            given it in vain, and so the machine is not to blame.

    Example:
        >>> budget = Budget(40.0)
        >>> budget.spend(30.0)
        >>> budget.share
        0.5
    """

    def __init__(self, seconds: float = SUBMISSION_SECONDS) -> None:
        self.doubtful = False
        self.may_double = True
        self._seconds = self._left = seconds
        self._waiting = MOST_WAITING_SECONDS

    @property
    def share(self) -> float:
        """By what the next limit is multiplied."""
        return min(1.0, max(LEAST_SHARE, 2.0 * self._left / self._seconds))

    @property
    def is_used_up(self) -> bool:
        """Whether nothing more should be done than what points depend on."""
        return self._left <= 0.0

    def spend(self, seconds: float) -> None:
        """Count what a cell or a call has taken."""
        self._left -= seconds

    def put_off(self, seconds: float) -> float:
        """Allow for a wait; return by how much a limit may be put off."""
        allowed = min(seconds, self._waiting)
        self._waiting -= allowed
        self.doubtful |= allowed < seconds
        return allowed


class OwnTime:
    """Receives from one worker, within limits that hold for the worker's own time.

    Args:
        receiver: what the worker says.
        deadline: the end of all, as `time.monotonic` counts; it is put off likewise.
        waited: says how long the worker has waited for a processor so far; None if unknown.
        budget: of the submission.

    Attributes:
        took: how much of its own time the last frame took; below 0 where earlier ones waited.
        put_off: how long limits were put off, all together.
    """

    def __init__(
        self,
        receiver: frames.Receiver,
        deadline: float,
        waited: Callable[[], float | None],
        budget: Budget,
    ) -> None:
        self.took = self.put_off = 0.0
        self._receiver = receiver
        self._deadline = deadline
        self._waited = waited
        self._budget = budget
        self._known = 0.0

    def receive(self, seconds: float, size: int) -> bytes:
        """Receive one frame of at most `size` bytes.

        Raises:
            TimeoutError: if it takes more than `seconds` of the worker's own time.
            FrameError: if the worker is gone, or sends more.
        """
        start, before, is_busy = time.monotonic(), self.put_off, False
        try:
            while True:
                latest = min(self._deadline + self.put_off, start + seconds + self.put_off - before)
                try:
                    body = self._receiver.receive(latest, size)
                except TimeoutError:
                    more = self._waits()
                    waited_long = self.put_off - before > BUSY_SHARE * seconds
                    if not more and waited_long and self._budget.may_double and not is_busy:
                        is_busy, more = True, (BUSY_FACTOR - 1.0) * seconds
                    if not more:
                        self._budget.may_double &= not is_busy
                        raise
                    self.put_off += more
                else:
                    # Alone it might have been in time, or not.
                    self._budget.doubtful |= is_busy
                    return body
        finally:
            self.took = time.monotonic() - start - (self.put_off - before)

    def _waits(self) -> float:
        """By how much a limit is put off for what the worker has waited since this last did so."""
        waited = self._waited()
        if waited is None:
            self._budget.doubtful = True
            return 0.0
        new = waited - self._known
        if new < NOTABLE_SECONDS:
            return 0.0
        self._known = waited
        return self._budget.put_off(new)
