"""Execute a solution cell where it is graded, statement by statement."""

from __future__ import annotations

import ast
import linecache
from collections.abc import Container
from typing import Any

from autograder.observation import Observation, describe_failure

__all__ = ["load"]


def load(
    name: str, source: str, namespace: dict[str, Any], only: Container[int] | None = None
) -> Observation:
    """Execute one cell; one that raises spoils no other.

    A statement that raises does not keep the rest from being executed: a function is graded even
    where a picture, or what another cell of the notebook defines, is missing above it.

    Args:
        name: the cell's name.
        source: its code.
        namespace: where it is executed.
        only: the numbers of the statements to execute; all of them by default.

    Returns:
        How it ended: `returned`, or `raised` with what came first.
    """
    file = f"<{name}>"
    # So that tracebacks, inspect.getsource and our own messages find the learner's lines.
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    first: BaseException | None = None
    try:
        statements = ast.parse(source, file).body
    except BaseException as error:
        statements, first = [], error
    futures = [s for s in statements if isinstance(s, ast.ImportFrom) and s.module == "__future__"]
    for number, statement in enumerate(statements):
        if only is not None and number not in only:
            continue
        try:
            module = ast.Module([*futures, statement], [])
            exec(compile(module, file, "exec", dont_inherit=True), namespace)
        except BaseException as error:
            first = error if first is None else first
    if first is None:
        return Observation("returned")
    return Observation("raised", failure=describe_failure(first, file))
