"""What only IPython understands in a cell, such as `%matplotlib inline`."""

from __future__ import annotations

import ast
import warnings

__all__ = ["plain_python"]

#: Reading a cell takes one attempt for each of its magics.
MAX_MAGICS = 20


def plain_python(source: str) -> str:
    """A cell's source with `pass` for the lines that only IPython understands.

    What Python understands stays as it is, even where a line begins with `%`.

    Example:
        >>> plain_python("%matplotlib inline\\nx = (5\\n     % 3)")
        'pass\\nx = (5\\n     % 3)'
    """
    lines = source.split("\n")
    for _ in range(MAX_MAGICS):
        row = _first_error("\n".join(lines))
        if row is None or not _is_magic(lines[row]):
            break
        indent = len(lines[row]) - len(lines[row].lstrip())
        lines[row] = f"{lines[row][:indent]}pass"
    return "\n".join(lines)


def _first_error(source: str) -> int | None:
    """The index of the line at which Python gives up reading, or None."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # they are about the learner's code
            ast.parse(source)
    except SyntaxError as error:
        row = (error.lineno or 0) - 1
        return row if 0 <= row < len(source.split("\n")) else None
    except (ValueError, RecursionError, MemoryError):
        pass  # the sandbox will say what is wrong
    return None


def _is_magic(line: str) -> bool:
    line = line.strip()
    return line.startswith(("%", "!", "?")) or line.endswith("?")
