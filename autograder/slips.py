"""Slips of the hand in a notebook, each with a sentence that says what to do.

An exception in a cell keeps Python's own message; where it looks like one of these slips, a note
below it says so. What `check` finds gets its next step from here as well.
"""

from __future__ import annotations

import difflib
import linecache
import re
from collections.abc import Mapping
from types import ModuleType, TracebackType
from typing import TYPE_CHECKING, Any

from autograder.outline import entries

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

    from autograder.assess import Failing

__all__ = ["advice", "install", "remedy", "renamed"]

Names = Mapping[str, Any]

#: What a notebook's first code cell brings: the calls of the course, and modules.
CALLS = ("check", "hint", "progress", "score", "solution")
MODULES = {
    "np": "numpy",
    "torch": "torch",
    "nn": "torch.nn",
    "data": "cnnlib.data",
    "explorers": "cnnlib.explorers",
    "ops": "cnnlib.ops",
    "plots": "cnnlib.plots",
}
#: Python's own functions whose names people like to give to their values.
BUILTINS = frozenset(
    (
        "abs",
        "all",
        "any",
        "bool",
        "dict",
        "enumerate",
        "filter",
        "float",
        "input",
        "int",
        "iter",
        "len",
        "list",
        "map",
        "max",
        "min",
        "next",
        "pow",
        "print",
        "range",
        "reversed",
        "round",
        "set",
        "slice",
        "sorted",
        "str",
        "sum",
        "tuple",
        "type",
        "vars",
        "zip",
    )
)
FIRST_CELL = "Run the notebook's first code cell"


def install(shell: InteractiveShell) -> None:
    """Have a shell add a sentence to the exceptions that it knows."""

    def show(
        shell: InteractiveShell,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType,
        tb_offset: int | None = None,
    ) -> None:
        if sentence := advice(error, shell.user_ns):
            error.add_note(sentence)
        shell.showtraceback((kind, error, trace), tb_offset=tb_offset)

    shell.set_custom_exc((Exception, KeyboardInterrupt), show)


def advice(error: BaseException, names: Names) -> str:
    """What to do about an exception that ended a cell; empty where nothing is known about it.

    Args:
        error: the exception.
        names: what is defined in the notebook.

    Example:
        >>> advice(NameError("name 'np' is not defined", name="np"), {})
        "Run the notebook's first code cell; it brings np."
    """
    if isinstance(error, KeyboardInterrupt):
        return (
            "You stopped this cell. What other cells defined is still there; change this one if a "
            "loop in it never ends, and run it again."
        )
    if isinstance(error, NameError):
        return _missing(error.name or "", names)
    places = list(_places(error.__traceback__, names))
    if isinstance(error, NotImplementedError):
        unwritten = [function for function, _ in places if function in entries()]
        return _unwritten(unwritten[-1]) if unwritten else ""
    return next(filter(None, (shadowed(line, names) for _, line in reversed(places))), "")


def remedy(failing: Failing, names: Names) -> str:
    """What to change in a function that returned the wrong kind of thing, or tripped over a name.

    Args:
        failing: the failing case that is shown.
        names: what is defined where the function is.

    Returns:
        A sentence, or nothing where none of these slips fits.
    """
    seen = failing.seen
    if failing.problem.kind == "nothing":
        if seen.printed:
            return "Write `return` in place of `print`: only what is returned can be used."
        return "Write `return` and your result as the last line."
    if seen.failure is not None:
        return shadowed(seen.failure.source, names)
    if failing.problem.kind in ("type", "container") and type(failing.want).__name__ == "ndarray":
        if isinstance(seen.value, list | tuple):
            return "Return np.array(…) of it: a list is no array."
        if getattr(seen.value, "type", "") == "Tensor":
            return "Return its `.numpy()`: a tensor is no NumPy array."
    return ""


def shadowed(line: str, names: Names) -> str:
    """What to do about a name in a line of code that does not mean any more what it should.

    Example:
        >>> shadowed("x = np.zeros(3)", {"np": 3})
        "np is not NumPy any more, but an int. Run the notebook's first code cell again."
    """
    for name in re.findall(r"\b(\w+)\s*[.(]", line):
        if name not in names:
            continue
        now = f"but {_a(names[name])}"
        if name in MODULES and not isinstance(names[name], ModuleType):
            what = "NumPy" if name == "np" else f"the module {MODULES[name]}"
            return f"{name} is not {what} any more, {now}. {FIRST_CELL} again."
        if name in CALLS and not _is_ours(names[name]):
            return f"{name} is not the course's any more, {now}. {FIRST_CELL} again."
        if name in BUILTINS and not callable(names[name]):
            return (
                f"{name} is not Python's own any more, {now}. Run `del {name}` in a cell, and give "
                "your value another name."
            )
    return ""


def renamed(exercise: str, names: Names) -> str:
    """A function of the notebook that looks like an exercise's, under another name; or nothing.

    Example:
        >>> renamed("conv2d", {"my_conv2d": print, "x": 3})
        'my_conv2d'
    """
    functions = [
        name
        for name, value in names.items()
        if callable(value) and not name.startswith("_") and name not in entries()
    ]
    inside = [name for name in functions if exercise in name]
    near = difflib.get_close_matches(exercise, functions, n=1, cutoff=0.75)
    return next(iter([*inside, *near]), "")


def _missing(name: str, names: Names) -> str:
    if name in CALLS or name in MODULES:
        return f"{FIRST_CELL}; it brings {name}."
    if name in entries():
        if other := renamed(name, names):
            return f"There is {other}; the exercise's function must be called {name}."
        return f"Run the cell first in which {name} is written; after a restart nothing is defined."
    if name and not names.keys() & set(CALLS):
        return f"{FIRST_CELL}, then those below it, one after the other."
    return f"If a cell above defines {name}, run that first: Run → Run All Above Selected Cell."


def _unwritten(name: str) -> str:
    return (
        f"This cell uses {name}, which is not written yet: put your code in place of "
        f"`raise NotImplementedError` in its cell, run that, then run this one again."
    )


def _places(trace: TracebackType | None, names: Names) -> list[tuple[str, str]]:
    """The notebook's own frames in a traceback: function or class, and line of code."""
    found = []
    while trace is not None:
        code = trace.tb_frame.f_code
        if trace.tb_frame.f_globals is names:
            line = linecache.getline(code.co_filename, trace.tb_lineno).strip()
            found.append((code.co_qualname.partition(".")[0], line))
        trace = trace.tb_next
    return found


def _is_ours(value: Any) -> bool:
    return str(getattr(value, "__module__", "")).startswith("autograder.") and callable(value)


def _a(value: Any) -> str:
    """A value's type with its article: `an int`."""
    name = type(value).__name__
    return f"an {name}" if name[:1].lower() in "aeiou" else f"a {name}"
