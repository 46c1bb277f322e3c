"""Find calls that an exercise does not allow, by reading the source and running nothing."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeGuard

from autograder.roundabout import is_roundabout, leads_to_module, reflection, starred

__all__ = ["Use", "defined_in", "reached_in_cells", "uses_in_cells", "uses_of"]

#: A dotted name and the line in which it is used.
Use = tuple[str, int]
#: What names may stand for.
Meanings = Mapping[str, set[str]]
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda
BINDING = ast.Import | ast.ImportFrom | ast.Assign | ast.AnnAssign | ast.NamedExpr

#: What the notebooks import before a solution cell runs.
IMPORTED = {"math": "math", "nn": "torch.nn", "np": "numpy", "torch": "torch"}
#: How many things a name may stand for, and the parts of a dotted name, until it is given up.
MOST_MEANINGS, MOST_PARTS = 30, 20
#: What a name stands for that is given up; no name of a module, and so no open one.
TOO_MUCH = "a name that stands for too many things"


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
    statements = _statements(source)
    if statements is None:
        return [UNREADABLE]
    nodes = [node for statement in statements for node in ast.walk(statement)]
    return _uses(nodes, forbidden, _meanings({**IMPORTED, **(known or {})}))


def uses_in_cells(
    cells: Mapping[str, str], name: str, forbidden: Sequence[str]
) -> list[tuple[str, int, str]]:
    """The forbidden names that an answer uses, in whatever cell, with their lines and cells.

    Of all cells those statements are read from which the answer is made: the ones that bind its
    name, the ones that bind the names in these, and so on. A cell that compares `tanh` with
    `np.tanh` uses that for no answer. Ways to code that cannot be read (see `roundabout`) are
    looked for in every statement.

    Args:
        cells: source by exercise.
        name: the exercise; its function is called so.
        forbidden: dotted names, as in `uses_of`.

    Returns:
        Names, lines and cells, those of the exercise's own cell first.

    Example:
        >>> cells = {"relu": "def helper(x): return np.tanh(x)", "tanh": "tanh = helper"}
        >>> uses_in_cells(cells, "tanh", ["numpy.tanh"])
        [('numpy.tanh', 1, 'relu')]
    """
    if not forbidden:
        return []
    read = {cell: _statements(source) for cell, source in cells.items()}
    if name in read and read[name] is None:
        return [(*UNREADABLE, name)]
    statements = [statement for found in read.values() for statement in found or ()]
    level = [node for statement in statements for node in _outside_definitions(statement)]
    aliases = _all_aliases(level, _meanings(IMPORTED), forbidden)
    reached = _reached(statements, name)
    uses = set()
    for cell, found in read.items():
        everywhere = [(node, id(s) in reached) for s in found or () for node in ast.walk(s)]
        nodes = [node for node, _ in everywhere]
        answering = [node for node, is_reached in everywhere if is_reached]
        uses |= {(*use, cell) for use in _roundabout_uses(nodes, aliases)}
        uses |= {(*use, cell) for use in _uses(answering, forbidden, aliases)}
    return sorted(uses, key=lambda use: (use[2] != name, use[2], use[1], use[0]))


def reached_in_cells(cells: Mapping[str, str], name: str) -> dict[str, set[int]]:
    """The numbers of the statements from which an answer is made, by cell.

    Example:
        >>> cells = {"relu": "print(3)\\ndef relu(x): return f(x)", "elu": "f = abs"}
        >>> reached_in_cells(cells, "relu")
        {'relu': {1}, 'elu': {0}}
    """
    read = {cell: _statements(source) or [] for cell, source in cells.items()}
    reached = _reached([statement for found in read.values() for statement in found], name)
    return {
        cell: {number for number, statement in enumerate(found) if id(statement) in reached}
        for cell, found in read.items()
    }


@lru_cache(maxsize=1024)
def defined_in(source: str) -> frozenset[str]:
    """The names to which a piece of source gives values of its own.

    What is made from an earlier value, as in `f = timed(f)`, or added to one, is not among them.

    Example:
        >>> sorted(defined_in("import numpy as np\\nx, y = 1, 2\\nz = g(z)"))
        ['np', 'x', 'y']
    """
    names: set[str] = set()
    for statement in _statements(source) or ():
        read = {
            node.id
            for node in _outside_definitions(statement)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
        }
        names |= set(_bound(statement)) - read
    return frozenset(names)


#: What is said of source that Python's own parser cannot follow.
UNREADABLE: Use = ("code that is nested too deeply to be read", 1)


def _statements(source: str) -> list[ast.stmt] | None:
    """The statements of a source; none where it cannot run, None where it cannot be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # they are about the learner's code
            return ast.parse(source).body
    except (SyntaxError, ValueError):
        return []
    except (RecursionError, MemoryError):
        # It may run all the same: what cannot be read must not be a way around the reading.
        return None


def _uses(nodes: Sequence[ast.AST], forbidden: Sequence[str], known: Meanings) -> list[Use]:
    aliases = _all_aliases(nodes, known, forbidden)
    found = {
        (name, node.lineno)
        for node, names in _read_names(nodes, aliases)
        for name in names
        if _is_banned(name, forbidden)
    }
    return sorted(found, key=lambda use: (use[1], use[0]))


def _roundabout_uses(nodes: Sequence[ast.AST], known: Meanings) -> set[Use]:
    """Ways to code that cannot be read, and modules that are given away as values."""
    aliases = _all_aliases(nodes, known, ())
    found = {(way, getattr(node, "lineno", 1)) for node in nodes for way in reflection(node)}
    called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    found |= {
        ("getattr as a value", node.lineno)
        for node in nodes
        if isinstance(node, ast.Name) and node.id == "getattr" and id(node) not in called
    }
    renamed = {
        id(value)
        for node in nodes
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target, value in _assignments(node)
        if isinstance(target, ast.Name)
    } - _in_classes(nodes)
    for node, names in _read_names(nodes, aliases):
        for name in names:
            if is_roundabout(name):
                found.add((name, node.lineno))
            elif id(node) not in renamed and leads_to_module(name):
                found.add((f"the module {name} as a value", node.lineno))
    return found | set(_roundabout_imports(nodes))


def _read_names(nodes: Sequence[ast.AST], aliases: Meanings) -> Iterator[tuple[ast.expr, set[str]]]:
    """The expressions that stand for something imported, and what. Of a.b.c only the whole."""
    parts = {id(owner[0]) for node in nodes if (owner := _owner(node))}
    for node in nodes:
        if isinstance(node, ast.expr) and id(node) not in parts and _is_read(node):
            yield node, _resolve(node, aliases)


def _roundabout_imports(nodes: Sequence[ast.AST]) -> Iterator[Use]:
    """Imports whose names cannot be followed: all of a closed module, or into a class."""
    inside = _in_classes(nodes)
    for node in nodes:
        if _imports_all(node):
            if node.module and is_roundabout(node.module):
                yield node.module, node.lineno
        elif isinstance(node, ast.Import | ast.ImportFrom) and id(node) in inside:
            yield "an import in a class", node.lineno


def _in_classes(nodes: Sequence[ast.AST]) -> set[int]:
    """The ids of nodes whose names become attributes of a class."""
    classes = [node for node in nodes if isinstance(node, ast.ClassDef)]
    return {id(n) for c in classes for part in c.body for n in _outside_definitions(part)}


def _reached(statements: Sequence[ast.stmt], name: str) -> set[int]:
    """The ids of the statements from which a name gets its value, directly or not."""
    binding: dict[str, list[ast.stmt]] = {}
    for statement in statements:
        for bound in set(_bound(statement)):
            binding.setdefault(bound, []).append(statement)
    reached: set[int] = set()
    known, waiting = {name}, [name]
    while waiting:
        for statement in binding.get(waiting.pop(), ()):
            if id(statement) not in reached:
                reached.add(id(statement))
                read = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
                waiting += read - known
                known |= read
    return reached


def _bound(statement: ast.stmt) -> Iterator[str]:
    """The names that a statement binds, or whose values it changes, at the level of the module."""
    for node in _outside_definitions(statement):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.alias):
            yield node.asname or node.name.split(".")[0]
        elif isinstance(node, ast.Subscript | ast.Attribute) and _changes(node, statement):
            yield from (name for name in _base(node) if _is_kept(node) or name not in IMPORTED)


def _is_kept(node: ast.Subscript | ast.Attribute) -> bool:
    """Whether it is bound; a module such as NumPy keeps nothing that one of its functions gets."""
    return not isinstance(node.ctx, ast.Load)


def _changes(node: ast.Subscript | ast.Attribute, statement: ast.stmt) -> bool:
    """Whether it changes what it is a part of: `table["f"] = …`, `tools.f = …`, `table.add(…)`."""
    return _is_kept(node) or (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Call)
        and statement.value.func is node
    )


def _base(node: ast.AST) -> Iterator[str]:
    while isinstance(node, ast.Subscript | ast.Attribute):
        node = node.value
    if isinstance(node, ast.Name):
        yield node.id


def _outside_definitions(statement: ast.stmt) -> Iterator[ast.AST]:
    """The nodes of a statement without the bodies of functions and classes in it."""
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, Definition):
            waiting += ast.iter_child_nodes(node)


def _is_banned(name: str, forbidden: Sequence[str]) -> bool:
    return any(name == banned or name.startswith(f"{banned}.") for banned in forbidden)


def _meanings(known: Mapping[str, str]) -> dict[str, set[str]]:
    return {name: {leads_to} for name, leads_to in known.items()}


def _all_aliases(
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
    whole = {node.module for node in nodes if _imports_all(node)}
    for name, leads_to in (pair for module in whole for pair in _starred(module, forbidden)):
        waiting += _added(aliases, name, leads_to)
    for node in nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            for name, leads_to in _imported(node):
                waiting += _added(aliases, name, leads_to)
        elif isinstance(node, BINDING):
            for target, value in _assignments(node):
                base, parts = _taken_apart(value)
                if isinstance(target, ast.Name) and isinstance(base, ast.Name):
                    made.setdefault(base.id, []).append((target.id, parts))
    while waiting:
        name, meaning = waiting.pop()
        for other, parts in made.get(name, ()):
            waiting += _added(aliases, other, ".".join((meaning, *parts)))
    return aliases


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
    elif node.module and not _imports_all(node):
        for item in node.names:
            yield item.asname or item.name, f"{node.module}.{item.name}"


def _imports_all(node: ast.AST) -> TypeGuard[ast.ImportFrom]:
    """Whether it is `from module import *`."""
    return isinstance(node, ast.ImportFrom) and node.names[0].name == "*"


def _starred(module: str | None, forbidden: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Of what `from module import *` binds, what the grader knows of, and what is forbidden."""
    homes = (banned.rpartition(".") for banned in forbidden)
    known = [name for home, _, name in homes if home == module]
    for name in (*starred(module or ""), *known):
        yield name, f"{module}.{name}"


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


def _resolve(node: ast.AST, aliases: Meanings) -> set[str]:
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


def _is_read(node: ast.expr) -> bool:
    return not isinstance(getattr(node, "ctx", None), ast.Store | ast.Del)


def _named(node: ast.AST) -> ast.AST:
    """The value of `(name := value)`; everything else itself."""
    return node.value if isinstance(node, ast.NamedExpr) else node
