"""Groups of cases that many exercises have."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from autograder.exercise import Arguments, Group

__all__ = ["altered", "invalid"]


def invalid(calls: Mapping[str, Callable[[], Arguments]], points: float) -> Group:
    """A group of calls that must raise, each declared as arguments under a name."""
    return Group(
        "invalid arguments",
        points,
        tuple({"what": what} for what in calls),
        raises=True,
        make=lambda rng, what: calls[what](),
    )


def altered(good: Arguments, wrong: Mapping[str, Arguments]) -> dict[str, Callable[[], Arguments]]:
    """Calls for `invalid`, by name: a good one with some of its arguments put wrong."""

    def call(changes: Arguments) -> Callable[[], Arguments]:
        return lambda: {**good, **changes}

    return {what: call(changes) for what, changes in wrong.items()}
