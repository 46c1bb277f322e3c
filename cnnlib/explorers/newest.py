"""Work that follows a stream of changes without falling behind."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

__all__ = ["Newest"]

#: Seconds to wait for the rest of a burst. A kernel takes in a waiting message in about one
#: millisecond, and an eye notices a delay from about fifty on.
PAUSE = 0.01


class Newest:
    """Does work once for a burst of requests, after the last of them.

    While a slider is dragged, a kernel receives values faster than it can draw them. Here the work
    waits until the messages that have already arrived are taken in, and then sees the newest value.
    Where no event loop runs, as in a script, it is done at once.

    Args:
        work: what is to be done; it reads the newest values by itself.

    Example:
        >>> newest = Newest(lambda: print("drawn"))
        >>> newest.request()
        drawn
    """

    def __init__(self, work: Callable[[], None]) -> None:
        self._work = work
        self._due = False
        self._timer: asyncio.TimerHandle | None = None

    def request(self) -> None:
        """Ask for the work; whoever asks again before it is done asks for the same."""
        self._due = True
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self.finish()
            return
        if self._timer is None:
            self._timer = loop.call_later(PAUSE, self.finish)

    def finish(self) -> None:
        """Do now what is due, if anything is."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._due:
            self._due = False
            self._work()
