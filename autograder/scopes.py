"""What each statement of a cell binds and takes, by Python's own rules of scope; nothing is run."""

from __future__ import annotations

import ast
import warnings
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from symtable import SymbolTable, symtable

__all__ = ["IMPORTED", "Statement", "outside_definitions", "reached", "statements"]

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda

#: What the notebooks import before a solution cell runs.
IMPORTED = {"math": "math", "nn": "torch.nn", "np": "numpy", "torch": "torch"}


@dataclass(frozen=True, eq=False)
class Statement:
    """A statement that stands by itself in a cell, and in no other statement.

    Attributes:
        node: its syntax.
        reads: the names that it, or a function in it, takes from the level of the module.
    """

    node: ast.stmt
    reads: frozenset[str]

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """All its syntax."""
        return list(ast.walk(self.node))

    @cached_property
    def outside(self) -> list[ast.AST]:
        """Its syntax without the bodies of functions and classes."""
        return list(outside_definitions(self.node))

    @cached_property
    def level(self) -> list[ast.AST]:
        """What of it may bind names at the level of the module."""
        return self.nodes if self._globals else self.outside

    @cached_property
    def binds(self) -> frozenset[str]:
        """The names that it binds, or whose values it changes, at the level of the module."""
        return self._globals.union(_bound(self.node, self.outside))

    @cached_property
    def _globals(self) -> frozenset[str]:
        """The names that a function in it declares global."""
        declared = (node.names for node in self.nodes if isinstance(node, ast.Global))
        return frozenset(name for names in declared for name in names)


def statements(source: str) -> list[Statement] | None:
    """The statements of a source; none where it cannot run, None where it cannot be read.

    Example:
        >>> (statement,) = statements("def f(x):\\n    y = x\\n    return g(y)")
        >>> sorted(statement.binds), sorted(statement.reads)
        (['f'], ['g'])
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # they are about the learner's code
            found = ast.parse(source).body
            inner = _names_of_functions(source)
    except (SyntaxError, ValueError):
        return []
    except (RecursionError, MemoryError):
        # It may run all the same: what cannot be read must not be a way around the reading.
        return None
    return [Statement(node, _read(node, span, inner)) for node, span in _with_spans(found)]


def reached(among: Iterable[Statement], name: str) -> set[int]:
    """The ids of the statements from which a name gets its value, directly or not."""
    binding: dict[str, list[Statement]] = {}
    for statement in among:
        for bound in statement.binds:
            binding.setdefault(bound, []).append(statement)
    found: set[int] = set()
    known, waiting = {name}, [name]
    while waiting:
        for statement in binding.get(waiting.pop(), ()):
            if id(statement) not in found:
                found.add(id(statement))
                waiting += statement.reads - known
                known |= statement.reads
    return found


def outside_definitions(statement: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a statement without the bodies of functions and classes in it."""
    waiting = [statement]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += _head(node) if isinstance(node, Definition) else ast.iter_child_nodes(node)


def _head(node: Definition) -> list[ast.AST]:
    """What of a definition is evaluated where it stands."""
    if isinstance(node, ast.Lambda):
        return [node.args]
    if isinstance(node, ast.ClassDef):
        return [*node.decorator_list, *node.bases, *(word.value for word in node.keywords)]
    return [*node.decorator_list, node.args, *([node.returns] if node.returns else [])]


def _read(
    node: ast.stmt, span: tuple[int, int] | None, inner: Sequence[tuple[int, str]] | None
) -> frozenset[str]:
    """The names that a statement takes from the level of the module.

    Where it shares a line with another, or its scopes cannot be told, all names that stand in it.
    """
    if span is None or inner is None:
        return _names(ast.walk(node))
    first, last = (bisect_left(inner, (line, "")) for line in (span[0], span[1] + 1))
    return _names(outside_definitions(node)).union(name for _, name in inner[first:last])


def _names(nodes: Iterable[ast.AST]) -> frozenset[str]:
    return frozenset(node.id for node in nodes if isinstance(node, ast.Name))


def _with_spans(
    found: Sequence[ast.stmt],
) -> Iterator[tuple[ast.stmt, tuple[int, int] | None]]:
    """Statements with their first and last lines; None for one that shares a line with another."""
    spans = []
    for node in found:
        decorators = getattr(node, "decorator_list", [])
        first = min([node.lineno, *(decorator.lineno for decorator in decorators)])
        spans.append((first, node.end_lineno or node.lineno))
    used = Counter(line for span in spans for line in set(span))
    for node, span in zip(found, spans, strict=True):
        yield node, None if any(used[line] > 1 for line in span) else span


def _names_of_functions(source: str) -> list[tuple[int, str]] | None:
    """The names that functions and classes take from outside of them, each with a line, in order.

    None where Python does not say, as of a module-level `nonlocal` that costs only its statement.
    """
    try:
        waiting: list[tuple[int, SymbolTable]] = [
            (table.get_lineno(), table) for table in symtable(source, "", "exec").get_children()
        ]
    except SyntaxError:
        return None
    found = set()
    while waiting:
        line, table = waiting.pop()
        # A class looks for each of its names among its own first, and then outside.
        is_function = table.get_type() == "function"
        found |= {
            (line, symbol.get_name())
            for symbol in table.get_symbols()
            if symbol.is_global() or not is_function
        }
        waiting += [(line, child) for child in table.get_children()]
    return sorted(found)


def _bound(statement: ast.stmt, outside: Iterable[ast.AST]) -> Iterator[str]:
    for node in outside:
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
