"""What to do about a name that is not there, or does not mean any more what it should."""

from __future__ import annotations

import builtins
import difflib
import re
import sys
from collections.abc import Mapping
from types import ModuleType
from typing import Any

from autograder.history import RUNS
from autograder.inbox.drawing import draws
from autograder.outline import entries

__all__ = ["FIRST_CELL", "Names", "missing", "renamed", "shadowed", "unset", "without"]

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
#: What people write for names of Python's, or of the notebooks.
MEANT = {
    "numpy": "np",
    "true": "True",
    "false": "False",
    "none": "None",
    "null": "None",
    "nil": "None",
}
FIRST_CELL = "Run the notebook's first code cell"


def missing(name: str, names: Names) -> str:
    """What to do in a cell about a name that is not defined.

    Example:
        >>> missing("np", {})
        "Run the notebook's first code cell; it brings np."
    """
    if name in CALLS or name in MODULES:
        return f"{FIRST_CELL}; it brings {name}."
    if name in entries():
        if other := renamed(name, names):
            return f"There is {other}; the exercise's function must be called {name}."
        if any(f"def {name}" in run.source for run in RUNS):
            return (
                f"A cell with def {name} was run, and there is no {name}: did it end in an error, "
                "or is the def indented or in a comment? It must begin at the left edge."
            )
        return f"Run the cell first in which {name} is written; after a restart nothing is defined."
    if name in MEANT:
        return f"Did you mean {MEANT[name]}?"
    if name and not names.keys() & set(CALLS):
        return f"{FIRST_CELL}, then those below it, one after the other."
    if near := _near(name, names):
        return f"Did you mean {near}? If not, run the cell above first that defines {name}."
    return f"If a cell above defines {name}, run that first: Run → Run All Above Selected Cell."


def unset(name: str, names: Names) -> str:
    """What to do in a function about a name that is not defined.

    Example:
        >>> unset("numpy", {"np": None})
        'Did you mean np?'
    """
    if name in names:
        return _left_behind(name, names[name])
    if name in CALLS or name in MODULES or name in entries():
        return missing(name, names)
    if name in MEANT:
        return f"Did you mean {MEANT[name]}?"
    if near := _near(name, names):
        return f"Did you mean {near}? If not, give {name} a value above this line."
    return f"Compare {name} with how you spelt it above, and give it a value before this line."


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
        if hasattr(builtins, name) and not callable(names[name]):
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


def _left_behind(name: str, value: Any) -> str:
    """What to do about a name that a notebook has, and an answer that is handed in has not."""
    home = str(getattr(value, "__module__", None) or type(value).__module__).partition(".")[0]
    if home in ("IPython", "ipykernel"):
        return f"{name} belongs to the notebook's program, not to an answer: leave it out."
    if not isinstance(value, ModuleType):
        return (
            f"Only the cells of exercises are handed in, and {name} comes from another cell: write "
            "it into the cell of this answer."
        )
    home = value.__name__.partition(".")[0]
    if home == "numpy" or home in sys.stdlib_module_names or draws(value.__name__):
        return (
            f"Only the cells of exercises are handed in, and {name} is imported in another cell: "
            "import it in the cell of this answer."
        )
    return without(name)


def without(module: str) -> str:
    """What to do about a module that answers may not use.

    Example:
        >>> without("torch")
        'Answers here are graded without torch: write yourself what you need of it.'
    """
    return f"Answers here are graded without {module}: write yourself what you need of it."


def _near(name: str, names: Names) -> str:
    """A name that is there and nearly the same."""
    known = [n for n in (*names, *vars(builtins)) if not n.startswith("_")]
    return next(iter(difflib.get_close_matches(name, known, n=1, cutoff=0.75)), "")


def _is_ours(value: Any) -> bool:
    return str(getattr(value, "__module__", "")).startswith("autograder.") and callable(value)


def _a(value: Any) -> str:
    """A value's type with its article: `an int`."""
    name = type(value).__name__
    return f"an {name}" if name[:1].lower() in "aeiou" else f"a {name}"
