"""What to do about Python's commonest errors, in words that a beginner knows."""

from __future__ import annotations

import difflib
import re
import sys
from pathlib import Path

__all__ = ["explain"]

AS_INT = "Sizes and indices are whole numbers: divide with //, or make one with int(…)."
AS_PAIR = "A number has no parts: make a pair of it first, such as (size, size)."
NONE = (
    "One value here is None: a function gives that where it ends without return, and print(…) "
    "gives it too."
)
AS_ARRAY = "A list does not compute: make an array of it with np.array(…)."
BRACKETS = "Put sizes or axes into brackets of their own: np.zeros((3, 4)), x.sum((0, 1))."

#: An exception's type, its message, and what to do then. The first row that fits is taken.
ROWS = (
    (
        "TypeError",
        r"'module' object is not callable",
        "A module is no function: call one of those in it, after a dot, as in plots.images(…).",
    ),
    (
        "TypeError",
        r"'(?P<type>(?:numpy\.)?\w+)' object is not callable",
        "Round brackets behind a name call a function, and here stands a value ({type}): write "
        "x[i, j] for an entry, a * b for a product.",
    ),
    ("TypeError", r"Cannot interpret '.*' as a data type", BRACKETS),
    ("TypeError", r"can't multiply sequence by non-int", AS_ARRAY),
    ("TypeError", r"can only concatenate (?:list|tuple)", AS_ARRAY),
    ("TypeError", r"unsupported operand type\(s\) for \^", "Write a power with **: x ** 2."),
    ("TypeError", r"'bitwise_xor' not supported", "Write a power with **: x ** 2."),
    ("TypeError", r"unsupported operand .*'NoneType'", NONE),
    ("TypeError", r"'NoneType' object (?:is not|cannot be)", NONE),
    ("TypeError", r"cannot unpack non-iterable NoneType", NONE),
    ("AttributeError", r"'NoneType' object has no attribute", NONE),
    ("TypeError", r"unsupported operand .*'(?:list|tuple)'", AS_ARRAY),
    ("TypeError", r"bad operand type for unary .*'(?:list|tuple)'", AS_ARRAY),
    (
        "AttributeError",
        r"'(?:list|tuple)' object has no attribute '(?P<name>shape|ndim|size|dtype|T|mean|sum|"
        r"max|min|reshape|astype|transpose|flatten|ravel|copy|dot)'",
        "Make an array first: np.array(…) has {name}, and a list has not.",
    ),
    (
        "TypeError",
        r"list indices must be integers or slices, not tuple",
        "Make an array first: x[i, j] is for arrays, of a list it is x[i][j].",
    ),
    ("TypeError", r"'(?:numpy\.)?float\d*' object cannot be interpreted as an integer", AS_INT),
    ("TypeError", r"slice indices must be integers", AS_INT),
    ("TypeError", r"list indices must be integers", AS_INT),
    ("IndexError", r"only integers, slices", AS_INT),
    ("TypeError", r"object of type '(?:numpy\.)?(?:int|float)\d*' has no len", AS_PAIR),
    ("TypeError", r"cannot unpack non-iterable (?:numpy\.)?(?:int|float)", AS_PAIR),
    ("TypeError", r"'(?:numpy\.)?(?:int|float)\d*' object is not subscriptable", AS_PAIR),
    (
        "TypeError",
        r"'(?:numpy\.)?int\d*' object is not iterable",
        "A number has no parts: to count up to n, write range(n).",
    ),
    (
        "IndexError",
        r"index .* is out of bounds for axis (?P<axis>\d+) with size (?P<size>\d+)",
        "Along axis {axis} the indices begin at 0 and end before {size}: let the loop end earlier, "
        "or make the array larger.",
    ),
    (
        "IndexError",
        r"array is (?P<axes>\d)-dimensional, but (?P<asked>\d) were indexed",
        "The array has {axes} axes and not {asked}: print its .shape, and index as many.",
    ),
    (
        "IndexError",
        r"(?:list|tuple) index out of range",
        "Indices begin at 0 and end before len(…): print both.",
    ),
    (
        "ValueError",
        r"truth value of an array",
        "An if needs one True or False: np.all(…) or np.any(…) makes one of many.",
    ),
    (
        "ValueError",
        r"could not (?:be )?broadcast|operands could not be broadcast",
        "These shapes do not fit together: print both with .shape, and compare them from the last "
        "axis on.",
    ),
    (
        "ValueError",
        r"not enough values to unpack \(expected (?P<wanted>\d+), got (?P<given>\d+)\)",
        "Left of = stand {wanted} names for {given} values: print the value's .shape or len(…).",
    ),
    (
        "ValueError",
        r"too many values to unpack \(expected (?P<wanted>\d+)",
        "Left of = stand {wanted} names for more values: print the value's .shape or len(…).",
    ),
    (
        "UnboundLocalError",
        r"local variable '(?P<name>\w+)'",
        "{name} has no value yet in this line: give it one further up in the function, before any "
        "loop or if.",
    ),
    (
        "RecursionError",
        "",
        "The function calls itself without an end: compute the result in its body instead.",
    ),
    (
        "MemoryError",
        "",
        "The array is larger than the memory: multiply the sizes in its shape, and look for one "
        "that is far too large.",
    ),
    (
        "TypeError",
        r"exceptions must derive from BaseException",
        "Only an exception can be raised, such as ValueError(…); where a body is still to be "
        "written, write it in place of that line.",
    ),
    (
        "TypeError",
        r"unhashable type",
        "Lists and arrays can be keys of nothing, not of a cache either: do without lru_cache, a "
        "dict or a set here.",
    ),
    (
        "TypeError",
        r"\b(?P<call>check|score)\(\)",
        'Write {call}("conv2d", conv2d): the name in quotes, a comma, the function.',
    ),
    (
        "TypeError",
        r"\b(?P<call>hint|solution)\(\)",
        'Write {call}("conv2d"): only the name, in quotes.',
    ),
    ("TypeError", r"\bprogress\(\)", "Write progress(), with nothing in the brackets."),
    (
        "TypeError",
        r"(?P<call>\w+)\(\) (?:takes|missing|got an unexpected|got multiple)",
        "Compare the call with what stands in the brackets behind def {call}, or run {call}? "
        "where it comes from a module.",
    ),
    (
        "SystemExit",
        "",
        "This ends the whole program: to leave the function, write return.",
    ),
    (
        "EOFError",
        r"input",
        "What a function needs comes as its arguments: leave input(…) out.",
    ),
    (
        "FileNotFoundError",
        "",
        "There is no such file. A path begins in the folder of the notebook, {here}; the pictures "
        "of the course come from data.",
    ),
    (
        "ImportError",
        r"cannot import name '(?P<name>\w+)' from 'cnnlib'",
        "The functions of the course are in cnnlib.ops: write from cnnlib import ops, then "
        "ops.{name}.",
    ),
    (
        "ImportError",
        r"attempted relative import",
        "A notebook is in no package: write the import without the dot.",
    ),
)
#: What notebooks import, for imports that are misspelt.
MODULES = ("autograder", "cnnlib", "itertools", "math", "matplotlib", "numpy", "torch")


def explain(kind: str, message: str) -> str:
    """What to do about an error; empty where nothing is known about it.

    Args:
        kind: the exception's type.
        message: its message.

    Example:
        >>> explain("TypeError", "unsupported operand type(s) for ^: 'float' and 'int'")
        'Write a power with **: x ** 2.'
    """
    if sentence := _hidden_module(kind) or _missing_module(kind, message):
        return sentence
    if sentence := _missing_attribute(kind, message):
        return sentence
    for wanted, pattern, sentence in ROWS:
        if kind == wanted and (found := re.search(pattern, message)):
            return sentence.format(**found.groupdict(), here=_here())
    return ""


def _missing_module(kind: str, message: str) -> str:
    found = re.match(r"No module named '(\w+)", message)
    if kind != "ModuleNotFoundError" or not found:
        return ""
    name = found[1]
    if near := difflib.get_close_matches(name, MODULES, n=1, cutoff=0.7):
        if near[0] != name:
            return f"Did you mean {near[0]}?"
        return f"This kernel cannot find {name}: open the course with make lab, as README.md says."
    return f"{name} is not installed, and the course does not need it: delete this import."


def _missing_attribute(kind: str, message: str) -> str:
    found = re.match(r"module '([\w.]+)' has no attribute '(\w+)'", message)
    if kind != "AttributeError" or not found:
        return ""
    home, name = found.groups()
    known = [other for other in dir(sys.modules.get(home)) if not other.startswith("_")]
    near = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.7)
    return f"Did you mean {near[0]}? {home} has no {name}." if near else ""


def _hidden_module(kind: str) -> str:
    """What to do about a file beside the notebook that is imported in place of a module."""
    here = _here()
    if kind not in ("AttributeError", "ImportError", "ModuleNotFoundError") or here is None:
        return ""
    for name in ("numpy", "torch", "matplotlib", "cnnlib", "autograder"):
        file = getattr(sys.modules.get(name), "__file__", None)
        beside = (here / f"{name}.py", here / name / "__init__.py")
        if file and Path(file) in beside and not (here / "nbgrader_config.py").is_file():
            return (
                f"The file {Path(file).relative_to(here)} beside this notebook hides the real "
                f"{name}: give it another name, then restart the kernel."
            )
    return ""


def _here() -> Path | None:
    try:
        return Path.cwd()
    except OSError:  # the folder has been deleted
        return None
