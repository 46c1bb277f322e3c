"""What the names in a piece of source may stand for, where an import leads to it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeGuard

from autograder.roundabout import starred

__all__ = [
    "Meanings",
    "all_aliases",
    "assignments",
    "imports_all",
    "is_read",
    "read_names",
    "resolve",
]

#: What names may stand for.
Meanings = Mapping[str, set[str]]
BINDING = ast.Import | ast.ImportFrom | ast.Assign | ast.AnnAssign | ast.NamedExpr

#: How many things a name may stand for, and the parts of a dotted name, until it is given up.
MOST_MEANINGS, MOST_PARTS = 30, 20
#: What a name stands for that is given up; no name of a module, and so no open one.
TOO_MUCH = "a name that stands for too many things"


def all_aliases(
    nodes: Sequence[ast.AST], known: Meanings, forbidden: Sequence[str]
) -> dict[str, set[str]]:
    """All that each name may stand for, where an import leads to it, wherever the name is bound.

    Args:
        nodes: where names are bound.
        known: what names stand for before.
        forbidden: names that matter when everything is imported from a module.
    """
    aliases = {name: set(meanings) for name, meanings in known.items()}
    waiting = [(name, meaning) for name, meanings in known.items() for meaning in meanings]
    #: By name: the names that are made of it, and which of its parts they are.
    made: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    whole = {node.module for node in nodes if imports_all(node)}
    for name, leads_to in (pair for module in whole for pair in _starred(module, forbidden)):
        waiting += _added(aliases, name, leads_to)
    for node in nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            for name, leads_to in _imported(node):
                waiting += _added(aliases, name, leads_to)
        elif isinstance(node, BINDING):
            for target, value in assignments(node):
                base, parts = _taken_apart(value)
                if isinstance(target, ast.Name) and isinstance(base, ast.Name):
                    made.setdefault(base.id, []).append((target.id, parts))
    while waiting:
        name, meaning = waiting.pop()
        for other, parts in made.get(name, ()):
            waiting += _added(aliases, other, ".".join((meaning, *parts)))
    return aliases


def read_names(nodes: Sequence[ast.AST], aliases: Meanings) -> Iterator[tuple[ast.expr, set[str]]]:
    """The expressions that stand for something imported, and what. Of a.b.c only the whole."""
    parts = {id(owner[0]) for node in nodes if (owner := _owner(node))}
    for node in nodes:
        if isinstance(node, ast.expr) and id(node) not in parts and is_read(node):
            yield node, resolve(node, aliases)


def _added(aliases: dict[str, set[str]], name: str, meaning: str) -> list[tuple[str, str]]:
    """Note what a name stands for; it and that, where they are news."""
    meanings = aliases.setdefault(name, set())
    if len(meanings) >= MOST_MEANINGS or meaning.count(".") >= MOST_PARTS:
        meaning = TOO_MUCH
    if meaning in meanings:
        return []
    meanings.add(meaning)
    return [(name, meaning)]


def _imported(node: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, str]]:
    """The names that an import binds, and what they stand for."""
    if isinstance(node, ast.Import):
        for item in node.names:
            first = item.name.split(".")[0]
            yield (item.asname, item.name) if item.asname else (first, first)
    elif node.module and not imports_all(node):
        for item in node.names:
            yield item.asname or item.name, f"{node.module}.{item.name}"


def imports_all(node: ast.AST) -> TypeGuard[ast.ImportFrom]:
    """Whether it is `from module import *`."""
    return isinstance(node, ast.ImportFrom) and node.names[0].name == "*"


def _starred(module: str | None, forbidden: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Of what `from module import *` binds, what the grader knows of, and what is forbidden."""
    homes = (banned.rpartition(".") for banned in forbidden)
    known = [name for home, _, name in homes if home == module]
    for name in (*starred(module or ""), *known):
        yield name, f"{module}.{name}"


def assignments(node: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
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


def resolve(node: ast.AST, aliases: Meanings) -> set[str]:
    """The dotted names that an expression may stand for, where an import leads to it."""
    base, parts = _taken_apart(node)
    if not isinstance(base, ast.Name):
        return set()
    return {".".join((meaning, *parts)) for meaning in aliases.get(base.id, ())}


def _taken_apart(node: ast.AST) -> tuple[ast.AST, tuple[str, ...]]:
    """What an expression is a part of, and the names of the parts that lead there."""
    attributes: list[str] = []
    while (owner := _owner(node)) is not None:
        node, attribute = owner
        attributes.append(attribute)
    return node, tuple(reversed(attributes))


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


def is_read(node: ast.expr) -> bool:
    """Whether an expression is one that is read, and none that is bound or deleted."""
    return not isinstance(getattr(node, "ctx", None), ast.Store | ast.Del)


def _named(node: ast.AST) -> ast.AST:
    """The value of `(name := value)`; everything else itself."""
    return node.value if isinstance(node, ast.NamedExpr) else node
