"""Find calls that an exercise does not allow, by reading the source and running nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

__all__ = ["Use", "uses_of"]

Use = tuple[str, int]


def uses_of(
    source: str, forbidden: Sequence[str], known: dict[str, str] | None = None
) -> list[Use]:
    """The forbidden names that a piece of source uses, with their lines.

    Names are followed through imports and plain assignments, so `from numpy import tanh as f` and
    `f = np.tanh` are found. What is computed at run time is not; in the sandbox it is not there.

    Args:
        source: Python source; one that does not parse uses nothing.
        forbidden: dotted names; a name forbids everything below it.
        known: names that are defined before the source runs; `np` is NumPy unless told otherwise.

    Example:
        >>> uses_of("from numpy import tanh as f\\ny = f(0)", ["numpy.tanh"])
        [('numpy.tanh', 2)]
    """
    if not forbidden:
        return []
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return []
    aliases = {"np": "numpy", **(known or {})}
    for node in ast.walk(tree):
        aliases.update(_aliases(node, aliases))
    found = {
        (name, node.lineno)
        for node in ast.walk(tree)
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load)
        if (name := _resolve(node, aliases))
        if any(name == banned or name.startswith(f"{banned}.") for banned in forbidden)
    }
    return sorted(found, key=lambda use: (use[1], use[0]))


def _aliases(node: ast.AST, aliases: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The names that a statement binds to something that an import leads to."""
    if isinstance(node, ast.Import):
        for item in node.names:
            yield (
                (item.asname or item.name.split(".")[0]),
                (item.name if item.asname else item.name.split(".")[0]),
            )
    elif isinstance(node, ast.ImportFrom) and node.module:
        for item in node.names:
            yield item.asname or item.name, f"{node.module}.{item.name}"
    elif isinstance(node, ast.Assign) and (name := _resolve(node.value, aliases)):
        for target in node.targets:
            if isinstance(target, ast.Name):
                yield target.id, name


def _resolve(node: ast.AST, aliases: dict[str, str]) -> str | None:
    """The dotted name that an expression stands for, where an import leads to it."""
    if isinstance(node, ast.Name):
        return aliases.get(node.id)
    if isinstance(node, ast.Attribute):
        owner = _resolve(node.value, aliases)
        return f"{owner}.{node.attr}" if owner else None
    return None
