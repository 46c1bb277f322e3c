"""Find calls that an exercise does not allow, by reading the source and running nothing."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from autograder.aliases import (
    Meanings,
    all_aliases,
    assignments,
    imports_all,
    is_read,
    read_names,
    resolve,
)
from autograder.roundabout import (
    WRAPS,
    home_of,
    is_foreign,
    is_roundabout,
    leads_to_module,
    reflection,
)
from autograder.scopes import IMPORTED, Statement, outside_definitions, reached, statements

__all__ = ["CellUse", "Reading", "Use", "defined_in", "uses_of"]

#: A dotted name and the line in which it is used.
Use = tuple[str, int]
#: The same, and the cell.
CellUse = tuple[str, int, str]


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
    found = statements(source)
    if found is None:
        return [UNREADABLE]
    nodes = [node for statement in found for node in statement.nodes]
    return _uses(nodes, forbidden, _meanings({**IMPORTED, **(known or {})}))


class Reading:
    """What a notebook's answers are made of, statement by statement; nothing of it is run.

    An exercise that forbids names is graded where these are absent, and where only what can be
    read is executed: a statement with a way around the reading (see `roundabout`) is left out. So
    it costs nothing where the answer does not need it, and can give nothing where it does.

    Attributes:
        cells: source by exercise.
    """

    def __init__(self, cells: Mapping[str, str]) -> None:
        self.cells = dict(cells)

    def uses(self, name: str, forbidden: Sequence[str]) -> list[CellUse]:
        """The forbidden names that an answer uses, in whatever cell.

        Those statements are read from which the answer is made: the ones that bind its name, the
        ones that bind the names in these, and so on. A cell that compares `tanh` with `np.tanh`
        uses that for no answer.

        Args:
            name: the exercise; its function is called so.
            forbidden: dotted names, as in `uses_of`.

        Returns:
            Names, lines and cells, those of the exercise's own cell first.

        Example:
            >>> cells = {"relu": "def helper(x): return np.tanh(x)", "tanh": "tanh = helper"}
            >>> Reading(cells).uses("tanh", ["numpy.tanh"])
            [('numpy.tanh', 1, 'relu')]
        """
        if not forbidden:
            return []
        level = self._level(forbidden)
        return self._sorted(
            name,
            (
                (*use, cell)
                for cell, statement in self._made_of(name)
                for use in _uses(statement.nodes, forbidden, _taken(statement, level))
            ),
        )

    def unreadable(self, name: str) -> list[CellUse]:
        """Of what is left out, what an answer is made of.

        Where nothing binds its name, all that is left out of its own cell: it may come from `exec`.

        Example:
            >>> cells = {"relu": "from pickle import loads", "tanh": "tanh = loads(b'.')"}
            >>> Reading(cells).unreadable("tanh")
            [('pickle.loads', 1, 'tanh')]
        """
        made_of = self._made_of(name) or [pair for pair in self._all if pair[0] == name]
        found = {(*way, cell) for cell, s in made_of for way in self._ways.get(id(s), ())}
        if self._read.get(name, ()) is None:
            found.add((*UNREADABLE, name))
        return self._sorted(name, found)

    def made_of(self, name: str) -> dict[str, set[int]]:
        """The numbers of the statements from which an answer is made, by cell.

        Example:
            >>> cells = {"relu": "print(3)\\ndef relu(x): return f(x)", "elu": "f = abs"}
            >>> Reading(cells).made_of("relu")
            {'relu': {1}, 'elu': {0}}
        """
        made_of = {id(statement) for _, statement in self._made_of(name)}
        return self._numbers(lambda statement: id(statement) in made_of)

    def readable(self) -> dict[str, set[int]]:
        """The numbers of the statements that are not left out, by cell.

        Example:
            >>> Reading({"tanh": "tanh = abs\\nprint(vars(tanh))"}).readable()
            {'tanh': {0}}
        """
        return self._numbers(lambda statement: id(statement) not in self._ways)

    @cached_property
    def _read(self) -> dict[str, list[Statement] | None]:
        return {cell: statements(source) for cell, source in self.cells.items()}

    @cached_property
    def _all(self) -> list[tuple[str, Statement]]:
        return [
            (cell, statement) for cell, found in self._read.items() for statement in found or ()
        ]

    @cached_property
    def _ways(self) -> dict[int, set[Use]]:
        """The ways around the reading, by the ids of the statements that use them."""
        level = self._level(())
        found = {id(s): _roundabout_uses(s.nodes, _taken(s, level)) for _, s in self._all}
        return {statement: ways for statement, ways in found.items() if ways}

    def _level(self, forbidden: Sequence[str]) -> Meanings:
        """What names stand for at the level of the module."""
        nodes = [node for _, statement in self._all for node in statement.level]
        aliases = all_aliases(nodes, _meanings(IMPORTED), forbidden)
        # What is forbidden is absent when the cells are run, so that an import does not bind it. A
        # name that a cell also defines stands for the definition then.
        for node in nodes:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name in aliases:
                aliases[node.name] = {
                    meaning for meaning in aliases[node.name] if not _is_banned(meaning, forbidden)
                }
        return aliases

    def _made_of(self, name: str) -> list[tuple[str, Statement]]:
        """The statements from which an answer is made, with their cells."""
        found = reached((statement for _, statement in self._all), name)
        return [(cell, statement) for cell, statement in self._all if id(statement) in found]

    def _numbers(self, fits: Callable[[Statement], bool]) -> dict[str, set[int]]:
        return {
            cell: {number for number, statement in enumerate(found or ()) if fits(statement)}
            for cell, found in self._read.items()
        }

    @staticmethod
    def _sorted(name: str, uses: Iterable[CellUse]) -> list[CellUse]:
        return sorted(set(uses), key=lambda use: (use[2] != name, use[2], use[1], use[0]))


@lru_cache(maxsize=1024)
def defined_in(source: str) -> frozenset[str]:
    """The names to which a piece of source gives values of its own.

    What is made from an earlier value, as in `f = timed(f)`, or added to one, is not among them.

    Example:
        >>> sorted(defined_in("import numpy as np\\nx, y = 1, 2\\nz = g(z)"))
        ['np', 'x', 'y']
    """
    names: set[str] = set()
    for statement in statements(source) or ():
        read = {
            node.id
            for node in statement.outside
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
        }
        names |= statement.binds - read
    return frozenset(names)


#: What is said of source that Python's own parser cannot follow.
UNREADABLE: Use = ("code that is nested too deeply to be read", 1)


def _uses(nodes: Sequence[ast.AST], forbidden: Sequence[str], known: Meanings) -> list[Use]:
    aliases = all_aliases(nodes, known, forbidden)
    found = {
        (name, node.lineno)
        for node, names in read_names(nodes, aliases)
        for name in names
        if _is_banned(name, forbidden)
    }
    return sorted(found, key=lambda use: (use[1], use[0]))


def _roundabout_uses(nodes: Sequence[ast.AST], known: Meanings) -> set[Use]:
    """Ways to code that cannot be read, and modules that are changed or given away as values."""
    aliases = all_aliases(nodes, known, ())
    found = {(way, getattr(node, "lineno", 1)) for node in nodes for way in reflection(node)}
    found |= set(_roundabout_imports(nodes)) | set(_roundabout_names(nodes))
    found |= {
        (f"the changed {name}", node.lineno)
        for node in nodes
        if isinstance(node, ast.Attribute) and not is_read(node)
        for name in resolve(node, aliases)
    }
    renamed, wraps = _renamed(nodes), _calls_with_one_value(nodes)
    for node, names in read_names(nodes, aliases):
        for name in names:
            if is_roundabout(name) or (home_of(name) == WRAPS and id(node) not in wraps):
                found.add((name, node.lineno))
            elif id(node) not in renamed and leads_to_module(name):
                found.add((f"the module {name} as a value", node.lineno))
    return found


def _roundabout_names(nodes: Sequence[ast.AST]) -> Iterator[Use]:
    """Names that stand for something else than what is written."""
    called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    for node in nodes:
        if id(node) not in called and _names_getattr(node):
            yield "getattr as a value, or as a name of your own", getattr(node, "lineno", 1)
    for inside in (n for node in nodes if isinstance(node, ast.ClassDef) for n in ast.walk(node)):
        # Python puts the name of the class before it, and so it may be another's.
        if isinstance(inside, ast.Name) and inside.id.startswith("__") and inside.id[-2:] != "__":
            yield "a private name in a class", inside.lineno


def _names_getattr(node: ast.AST) -> bool:
    return not isinstance(node, ast.Constant) and any(
        value == "getattr" for _, value in ast.iter_fields(node)
    )


def _renamed(nodes: Sequence[ast.AST]) -> set[int]:
    """The ids of values that get one more name, by which they are followed."""
    return {
        id(value)
        for node in nodes
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target, value in assignments(node)
        if isinstance(target, ast.Name)
    } - _in_classes(nodes)


def _calls_with_one_value(nodes: Sequence[ast.AST]) -> set[int]:
    """The ids of what is called with a single value."""
    calls = (node for node in nodes if isinstance(node, ast.Call))
    return {
        id(call.func)
        for call in calls
        if len(call.args) == 1 and not call.keywords and not isinstance(call.args[0], ast.Starred)
    }


def _roundabout_imports(nodes: Sequence[ast.AST]) -> Iterator[Use]:
    """Imports that run other code, or whose names cannot be followed."""
    inside = _in_classes(nodes)
    for node in nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from ((name, node.lineno) for name in _modules(node) if is_foreign(name))
            if id(node) in inside:
                yield "an import in a class", node.lineno
            if imports_all(node) and node.module and is_roundabout(node.module):
                yield node.module, node.lineno


def _modules(node: ast.Import | ast.ImportFrom) -> list[str]:
    """The modules that a statement imports, but for those beside the notebook."""
    if isinstance(node, ast.Import):
        return [item.name for item in node.names]
    return [node.module] if node.module and not node.level else []


def _in_classes(nodes: Sequence[ast.AST]) -> set[int]:
    """The ids of nodes whose names become attributes of a class."""
    classes = [node for node in nodes if isinstance(node, ast.ClassDef)]
    return {id(n) for c in classes for part in c.body for n in outside_definitions(part)}


def _taken(statement: Statement, level: Meanings) -> Meanings:
    """Of what names stand for at the level of the module, what a statement takes from there."""
    return {name: level[name] for name in statement.reads if name in level}


def _is_banned(name: str, forbidden: Sequence[str]) -> bool:
    return any(name == banned or name.startswith(f"{banned}.") for banned in forbidden)


def _meanings(known: Mapping[str, str]) -> dict[str, set[str]]:
    return {name: {leads_to} for name, leads_to in known.items()}
