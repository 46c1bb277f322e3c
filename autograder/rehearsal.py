"""Take an answer out of its notebook, and put it where it will be graded.

Grading reads the cells of exercises and nothing else. What another cell defines, what the notebook
imports for its pictures, a package that happens to be installed: all that is not there then. So
`check` reads these cells as well, from what the notebook has run, and makes the function anew among
what grading has. It finds what grading would find.
"""

from __future__ import annotations

import builtins
import contextlib
import importlib
import inspect
import io
import sys
import textwrap
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from autograder.course import Notebook, notebook
from autograder.exercise import Exercise
from autograder.forbidden import Reading, defined_in, uses_of
from autograder.history import RUNS, Run
from autograder.inbox import drawing
from autograder.inbox.cells import load
from autograder.magics import plain_python
from autograder.observation import Observation
from autograder.outline import entries_of
from autograder.packages import installed

__all__ = ["Answer", "as_main", "defined", "rehearse"]

#: What a cell holds whose function is still to be written.
STUB = "raise NotImplementedError"
#: What IPython adds to Python's own names.
OF_IPYTHON = frozenset(("__IPYTHON__", "display", "get_ipython"))


@dataclass(frozen=True)
class Answer:
    """An answer as grading has it.

    Attributes:
        function: the function; None where its cell failed to define it.
        name: what it is called in these cells.
        reading: of the cells that are graded; None where no cell defines the function.
        ended: how its cell failed, where it did.
        misplaced: whether another cell than the exercise's own holds it.
        module: the module `__main__` of these cells, see `as_main`; None where there are none.
    """

    function: Callable[..., Any] | None
    name: str = ""
    reading: Reading | None = None
    ended: Observation | None = None
    misplaced: bool = False
    module: ModuleType | None = None

    def uses(self, forbidden: Sequence[str]) -> list[tuple[Any, ...]]:
        """The forbidden names that it uses, with their lines, and their cells where there are any.

        Args:
            forbidden: dotted names, as in `uses_of`.
        """
        if self.reading:
            return list(self.reading.uses(self.name, forbidden))
        return list(uses_of(_source_of(self.function), forbidden))

    def unreadable(self) -> list[tuple[Any, ...]]:
        """Of what is left out where names are forbidden, what it is made of."""
        return list(self.reading.unreadable(self.name)) if self.reading else []


def rehearse(exercise: Exercise, function: Callable[..., Any]) -> Answer:
    """The answer to an exercise as grading would have it.

    Args:
        exercise: what is answered.
        function: the function in the notebook; one that no cell defines is taken as it is.
    """
    names = defined()
    known = names.get(exercise.name) is function
    name = exercise.name if known else _name_of(function, names)
    cells = _cells_of(exercise, name)
    if not name or exercise.name not in cells:
        return Answer(function)
    module = _module(notebook(exercise.notebook))
    reading = Reading(cells)
    with as_main(module):
        ended = _load_all(exercise, name, reading, vars(module))
    made = vars(module).get(name)
    own, latest = _last_in(exercise.name), _last_that_defines(name)
    is_misplaced = bool(own and latest) and own != latest
    return Answer(made if callable(made) else None, name, reading, ended, is_misplaced, module)


@contextlib.contextmanager
def as_main(module: ModuleType | None) -> Iterator[None]:
    """Let a module be `__main__`, where pickle, say, looks for what an answer defines.

    Args:
        module: None changes nothing.
    """
    before = sys.modules["__main__"]
    sys.modules["__main__"] = module or before
    try:
        yield
    finally:
        sys.modules["__main__"] = before


def _load_all(
    exercise: Exercise, name: str, reading: Reading, namespace: dict[str, Any]
) -> Observation:
    """Execute what a function is made from, and say how its own cell ended."""
    own, cells = exercise.name, reading.cells
    only: dict[str, set[int] | None] = dict(reading.made_of(name))
    if name not in defined_in(cells[own]):
        only[own] = None  # all of it: the function comes from exec, say, or from import *
    if exercise.forbidden:
        for cell, readable in reading.readable().items():
            chosen = only[cell]
            only[cell] = readable if chosen is None else chosen & readable
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # all was said when the notebook ran the cells
        ended = {cell: load(cell, source, namespace, only[cell]) for cell, source in cells.items()}
    return ended[own]


def defined() -> dict[str, Any]:
    """What the notebook defines; nothing outside of one."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    return {} if shell is None else shell.user_ns


def _name_of(function: Callable[..., Any], names: Mapping[str, Any]) -> str:
    """What the notebook calls a function, if it has a name for it."""
    return next((n for n, v in names.items() if v is function and not n.startswith("_")), "")


def _cells_of(exercise: Exercise, name: str) -> dict[str, str]:
    """The cells of the notebook's exercises as they were run last, in the notebook's order.

    They are known by their ids, or else by their functions; one with the functions of several is
    there once.
    """
    cells: dict[str, str] = {}
    for entry in entries_of(exercise.notebook):
        if entry.name == exercise.name:
            source = _own_cell(exercise, name)
        else:
            source = _last_in(entry.name) or _last_that_defines(entry.name)
        if source and (entry.name == exercise.name or source not in cells.values()):
            cells[entry.name] = source
    return cells


def _own_cell(exercise: Exercise, name: str) -> str:
    """The cell that holds the answer, which may be another than the exercise's own."""
    own, latest = _last_in(exercise.name), _last_that_defines(name)
    is_written = name == exercise.name in defined_in(own) and STUB not in own
    return own if is_written else latest or own or _last_that_defines("*")


def _last_in(cell: str) -> str:
    return _last(lambda run: run.cell == cell)


def _last_that_defines(name: str) -> str:
    if not name:
        return ""
    return _last(lambda run: name in run.source and name in defined_in(plain_python(run.source)))


def _last(fits: Callable[[Run], bool]) -> str:
    """The source of the cell that was run last of those that fit; empty where none does."""
    return next((plain_python(run.source) for run in reversed(RUNS) if fits(run)), "")


def _source_of(function: Any) -> str:
    """The source of a function or class; empty where there is none, as in a plain console."""
    try:
        return textwrap.dedent(inspect.getsource(function))
    except Exception:  # some callables have no source, and a learner's may be broken
        return ""


def _module(course: Notebook) -> ModuleType:
    """Where a notebook's answers are executed: what grading imports for them, and no more."""
    own = {name: value for name, value in vars(builtins).items() if name not in OF_IPYTHON}
    own |= {"__import__": _Importer(course), "input": _nobody_to_ask}
    module = ModuleType("__main__")
    vars(module).update({"__builtins__": own, **drawing.names()})
    exec(course.prelude, vars(module))
    return module


def _nobody_to_ask(_prompt: object = "") -> str:
    raise EOFError("input() has nobody to ask")


class _Importer:
    """Imports what exists where a notebook is graded; takes the place of `__import__`."""

    def __init__(self, course: Notebook) -> None:
        self._course = course
        self._ops = _Ops(course)
        self._cnnlib = ModuleType("cnnlib")
        vars(self._cnnlib).update(
            ops=self._ops,
            plots=drawing.Module("cnnlib.plots"),
            explorers=drawing.Module("cnnlib.explorers"),
        )

    def __call__(
        self,
        name: str,
        globals: Mapping[str, Any] | None = None,
        locals: Mapping[str, Any] | None = None,
        fromlist: tuple[str, ...] | None = (),
        level: int = 0,
    ) -> ModuleType:
        top = name.partition(".")[0]
        if top == "cnnlib" and not level:
            module = self._of_cnnlib(name)
            return module if fromlist else self._cnnlib
        if drawing.draws(name):
            return drawing.Module(name if fromlist else top)
        if level or top in (*sys.stdlib_module_names, *self._course.packages, "__main__"):
            return builtins.__import__(name, globals, locals, fromlist or (), level)
        if top in {path.stem for path in installed(self._course)}:
            return builtins.__import__(name, globals, locals, fromlist or (), level)
        raise _absent(name)

    def _of_cnnlib(self, name: str) -> ModuleType:
        if drawing.draws(name):
            return drawing.Module(name)
        home, _, part = name.rpartition(".")
        if name == "cnnlib":
            return self._cnnlib
        if name == "cnnlib.ops":
            return self._ops
        if home == "cnnlib.ops" and part in self._course.ops:
            return importlib.import_module(name)
        raise _absent(name)


class _Ops(ModuleType):
    """`cnnlib.ops` with what earlier notebooks built."""

    def __init__(self, course: Notebook) -> None:
        super().__init__("cnnlib.ops")
        self._homes = tuple(f"cnnlib.ops.{module}" for module in course.ops)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(importlib.import_module("cnnlib.ops"), name)
        home = found.__name__ if isinstance(found, ModuleType) else found.__module__
        if home in self._homes:
            return found
        raise ImportError(
            f"cnnlib.ops: {name} belongs to what this notebook builds, or a later one; write the "
            "function yourself here",
            name=home,
        )


def _absent(name: str) -> ModuleNotFoundError:
    return ModuleNotFoundError(f"No module named {name!r}", name=name)
