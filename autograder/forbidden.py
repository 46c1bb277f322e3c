"""Find calls that an exercise does not allow, by reading the source and running nothing."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator, Mapping, Sequence

__all__ = ["Use", "uses_of"]

#: A dotted name and the line in which it is used.
Use = tuple[str, int]

#: What the notebooks import before a solution cell runs.
IMPORTED = {"math": "math", "nn": "torch.nn", "np": "numpy", "torch": "torch"}
#: A name may stand for another name and that for a third; this is how many steps are followed.
ALIAS_STEPS = 10


def uses_of(
    source: str, forbidden: Sequence[str], known: Mapping[str, str] | None = None
) -> list[Use]:
    """The forbidden names that a piece of source uses, with their lines.

    Names are followed through imports, assignments and `getattr` of a written name, so
    `from numpy import tanh as f`, `f = np.tanh` and `getattr(np, "tanh")` are found. What is
    computed at run time is not; in the sandbox it is not there.

    Args:
        source: Python source; one that does not parse uses nothing, because it cannot run either.
        forbidden: dotted names; a name forbids everything below it.
        known: names that are defined before the source runs, beside `IMPORTED`.

    Example:
        >>> uses_of("from numpy import tanh as f\\ny = f(0)", ["numpy.tanh"])
        [('numpy.tanh', 2)]
    """
    if not forbidden:
        return []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # they are about the learner's code
            tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return []
    except (RecursionError, MemoryError):
        # It may run all the same: what cannot be read must not be a way around the reading.
        return [("code that is nested too deeply to be read", 1)]
    nodes = list(ast.walk(tree))
    aliases = _all_aliases(nodes, {**IMPORTED, **(known or {})}, forbidden)
    # Of a.b.c only the whole is looked at: a name forbids everything below it.
    parts = {id(owner[0]) for node in nodes if (owner := _owner(node))}
    found = {
        (name, node.lineno)
        for node in nodes
        if isinstance(node, ast.expr) and id(node) not in parts and _is_read(node)
        if (name := _resolve(node, aliases)) and _is_banned(name, forbidden)
    }
    return sorted(found, key=lambda use: (use[1], use[0]))


def _is_banned(name: str, forbidden: Sequence[str]) -> bool:
    return any(name == banned or name.startswith(f"{banned}.") for banned in forbidden)


def _all_aliases(
    nodes: Sequence[ast.AST], known: Mapping[str, str], forbidden: Sequence[str]
) -> dict[str, str]:
    """What each name stands for, where an import leads to it, wherever the name is bound."""
    aliases = dict(known)
    for _ in range(ALIAS_STEPS):
        before = dict(aliases)
        for node in nodes:
            aliases.update(_aliases(node, aliases, forbidden))
        if aliases == before:
            break
    return aliases


def _aliases(
    node: ast.AST, aliases: Mapping[str, str], forbidden: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """The names that a node binds to something that an import leads to."""
    if isinstance(node, ast.Import):
        for item in node.names:
            first = item.name.split(".")[0]
            yield (item.asname, item.name) if item.asname else (first, first)
    elif isinstance(node, ast.ImportFrom) and node.module:
        for item in node.names:
            if item.name == "*":
                yield from _starred(node.module, forbidden)
            else:
                yield item.asname or item.name, f"{node.module}.{item.name}"
    else:
        for target, value in _assignments(node):
            if isinstance(target, ast.Name) and (name := _resolve(value, aliases)):
                yield target.id, name


def _starred(module: str, forbidden: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Of all names that `from module import *` binds, those that matter."""
    for banned in forbidden:
        home, _, name = banned.rpartition(".")
        if home == module:
            yield name, banned


def _assignments(node: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    """The targets and values of `a = b`, `a, b = c, d`, `a: int = b` and `(a := b)`."""
    if isinstance(node, ast.Assign):
        for target in node.targets:
            yield from _unpacked(target, node.value)
    elif isinstance(node, ast.AnnAssign | ast.NamedExpr) and node.value is not None:
        yield node.target, node.value


def _unpacked(target: ast.AST, value: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    if isinstance(target, ast.Tuple | ast.List) and isinstance(value, ast.Tuple | ast.List):
        yield from zip(target.elts, value.elts, strict=False)
    else:
        yield target, value


def _resolve(node: ast.AST, aliases: Mapping[str, str]) -> str | None:
    """The dotted name that an expression stands for, where an import leads to it."""
    attributes: list[str] = []
    while (owner := _owner(node)) is not None:
        node, attribute = owner
        attributes.append(attribute)
    if not isinstance(node, ast.Name) or node.id not in aliases:
        return None
    return ".".join((aliases[node.id], *reversed(attributes)))


def _owner(node: ast.AST) -> tuple[ast.AST, str] | None:
    """What an attribute is taken from, and its name; None for all that takes none."""
    if isinstance(node, ast.Attribute):
        return _named(node.value), node.attr
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "getattr"
        and len(node.args) >= 2
        and isinstance(node.args[1], ast.Constant)
        and isinstance(node.args[1].value, str)
    ):
        return _named(node.args[0]), node.args[1].value
    return None


def _is_read(node: ast.expr) -> bool:
    return not isinstance(getattr(node, "ctx", None), ast.Store | ast.Del)


def _named(node: ast.AST) -> ast.AST:
    """The value of `(name := value)`; everything else itself."""
    return node.value if isinstance(node, ast.NamedExpr) else node
