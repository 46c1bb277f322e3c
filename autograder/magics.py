"""What only IPython understands in a cell, such as `%matplotlib inline`."""

from __future__ import annotations

import ast
import re
import warnings

__all__ = ["plain_python"]

#: Reading a cell takes one attempt for each of its magics; so many characters are read in all.
MAX_READ = 2_000_000
#: What a line such as `files = !ls` begins with.
_CAPTURED = re.compile(r"([\w\s,]+=)\s*[!%]\s*\w")


def plain_python(source: str) -> str:
    """A cell's source with `pass` for the lines that only IPython understands.

    A name that such a line would bind is an empty list, as where a command says nothing. What
    Python understands stays as it is, even where a line begins with `%`.

    Example:
        >>> plain_python("%matplotlib inline\\nx = (5\\n     % 3)")
        'pass\\nx = (5\\n     % 3)'
    """
    lines = source.split("\n")
    for _ in range(1 + MAX_READ // (1 + len(source))):
        row = _first_error("\n".join(lines))
        plain = None if row is None else _without_magic(lines[row])
        if row is None or plain is None:
            break
        lines[row] = plain
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


def _without_magic(line: str) -> str | None:
    """What Python can do in the place of a magic; None where the line is none."""
    if captured := _CAPTURED.match(line):
        return f"{captured[1]} []"
    bare = line.strip()
    if bare.startswith(("%", "!", "?")) or bare.endswith("?"):
        return f"{line[: len(line) - len(line.lstrip())]}pass"
    return None
