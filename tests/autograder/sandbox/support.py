"""What the tests of the sandbox share: small limits, and calls of functions given as source."""

from __future__ import annotations

import textwrap
from typing import Any

from autograder.course import notebook
from autograder.observation import Observation
from autograder.sandbox import Box, Call, Cell, Limits

KNOWN = notebook("02_kernels")

#: Reached within a moment, and far above what an honest call of these tests needs.
LIMITS = Limits(
    case_seconds=0.7,
    function_seconds=1.0,
    output_bytes=2**20,
    memory_bytes=2**30,
    file_bytes=2**20,
    temporary_bytes=4 * 2**20,
    processes=16,
)
GOOD = Cell("good", "def good(x):\n    return x + 1")


def cell(source: str, name: str = "f") -> Cell:
    return Cell(name, textwrap.dedent(source))


def seen(box: Box, source: str, *args: Any, **kwargs: Any) -> Observation:
    """What one call of the function `f` does that `source` defines."""
    run = box.run([cell(source)], [Call("f", args, kwargs)])
    return run.observations[0]


def values(observations: tuple[Observation, ...]) -> list[Any]:
    return [seen.value if seen.outcome == "returned" else seen.outcome for seen in observations]
