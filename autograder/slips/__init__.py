"""Slips of the hand in a notebook, each with a sentence that says what to do.

An exception in a cell keeps Python's own message; where it looks like one of these slips, a note
below it says so. What `check` finds gets its next step from here as well.
"""

from __future__ import annotations

import functools
import linecache
import re
import sys
from types import TracebackType
from typing import TYPE_CHECKING, Any

from autograder.outline import entries
from autograder.slips.errors import explain
from autograder.slips.names import Names, missing, renamed, shadowed, unset, without
from autograder.slips.syntax import unreadable

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

    from autograder.assess import Failing

__all__ = ["advice", "install", "remedy", "renamed"]

#: What a function may give back in place of an array, and what to do then.
RETURNED = {
    "list": "Return np.array(…) of it: a list is no array.",
    "tuple": "Return one array alone: a comma behind it makes a tuple, even at the line's end.",
    "str": "Return the array itself: a text is no array.",
    "Tensor": "Return its `.numpy()`: a tensor is no NumPy array.",
    "generator": "Write return in place of yield, or square brackets around a for: a generator is "
    "no array.",
    "coroutine": "Write def in place of async def.",
    "function": "You return a function: call it, with what it needs in round brackets.",
    "method": "You return a function: call it, with what it needs in round brackets.",
    "builtin_function_or_method": "You return a function: call it, with round brackets behind it.",
    "type": "You return a class: call it, with what it needs in round brackets.",
    "map": "Return np.array(list(…)) of it: a map is no array.",
    "range": "Return np.array(…) of it: a range is no array.",
    "matrix": "Return np.asarray(…) of it: a matrix computes by rules of its own.",
}


def install(shell: InteractiveShell) -> None:
    """Have a shell add a sentence to the exceptions that it knows."""

    def show(
        shell: InteractiveShell,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType,
        tb_offset: int | None = None,
    ) -> None:
        _add_advice(error, shell.user_ns)
        shell.showtraceback((kind, error, trace), tb_offset=tb_offset)

    shell.set_custom_exc((Exception, KeyboardInterrupt), show)
    # Some cells are found to be unreadable before IPython asks for the function above.
    show_unreadable = shell.showsyntaxerror

    @functools.wraps(show_unreadable)
    def show_with_advice(*args: Any, **kwargs: Any) -> None:
        if isinstance(error := sys.exc_info()[1] or getattr(sys, "last_value", None), SyntaxError):
            _add_advice(error, shell.user_ns)
        show_unreadable(*args, **kwargs)

    shell.showsyntaxerror = show_with_advice  # type: ignore[method-assign]  # no hook leads here


def _add_advice(error: BaseException, names: Names) -> None:
    sentence = advice(error, names)
    if sentence and sentence not in getattr(error, "__notes__", ()):
        error.add_note(sentence)


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
    if isinstance(error, SyntaxError):
        return unreadable(error)
    if type(error) is NameError:
        return missing(error.name or "", names)
    places = list(_places(error.__traceback__, names))
    if isinstance(error, NotImplementedError):
        unwritten = [function for function, _ in places if function in entries()]
        return _unwritten(unwritten[-1]) if unwritten else ""
    found = (shadowed(line, names) for _, line in reversed(places))
    return next(filter(None, found), "") or explain(type(error).__name__, str(error))


def remedy(failing: Failing, names: Names, own: Names) -> str:
    """What to change in a function that returned the wrong kind of thing, or tripped over a name.

    Args:
        failing: the failing case that is shown.
        names: what is defined in the notebook.
        own: what is defined where the function was called, which may be less.

    Returns:
        A sentence, or nothing where none of these slips fits.
    """
    seen = failing.seen
    if failing.problem.kind == "nothing":
        if seen.printed:
            return "Write `return` in place of `print`: only what is returned can be used."
        return "Write `return` and your result as the last line."
    if failure := seen.failure:
        name = re.search(r"'(\w+)", failure.message)
        if failure.type == "NameError" and name:
            return unset(name[1], names)
        if failure.type == "ModuleNotFoundError" and name:
            return without(name[1])
        return shadowed(failure.source, own) or explain(failure.type, failure.message)
    given = getattr(seen.value, "type", type(seen.value).__name__)
    if failing.case.raises:
        return "Write raise in place of return." if given.endswith("Error") else ""
    if failing.problem.kind in ("type", "container") and type(failing.want).__name__ == "ndarray":
        if given in entries():
            return f"Write def {given}(…): a class gives an object of its own, and no array."
        return RETURNED.get(given, "")
    return ""


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
