"""Groups of cases that many exercises have."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from autograder.exercise import Arguments, Group

__all__ = ["invalid"]


def invalid(calls: Mapping[str, Callable[[], Arguments]], points: float) -> Group:
    """A group of calls that must raise, each declared as arguments under a name."""
    return Group(
        "invalid arguments",
        points,
        tuple({"what": what} for what in calls),
        raises=True,
        make=lambda rng, what: calls[what](),
    )
