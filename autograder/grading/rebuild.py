"""Read a submission as hostile bytes, and put its answers into the release notebook.

Rebuilding keeps nothing of the submission but the text of its solution and answer cells: no tags,
no metadata, no outputs, no order, no other cell.
"""

from __future__ import annotations

import ast
import copy
import errno
import json
import os
import stat
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

__all__ = ["Rebuilt", "RejectedError", "plain_python", "read_submission", "rebuild"]

MAX_BYTES = 32 * 2**20
#: Lists and objects in the JSON; each takes some hundred bytes of memory, however short it is.
MAX_PARTS = 1_000_000
MAX_SOURCE = 100_000
#: Reading a cell takes one attempt for each of its magics.
MAX_MAGICS = 20


class RejectedError(Exception):
    """A submission that cannot be graded; the message is the reason, for the student."""


@dataclass(frozen=True)
class Rebuilt:
    """A release notebook with a student's answers.

    Attributes:
        notebook: the release, with the sources of its solution and answer cells replaced.
        answers: the sources that were found, by grade_id.
    """

    notebook: NotebookNode
    answers: dict[str, str]


def read_submission(path: Path) -> bytes:
    """Read a submitted file, whatever it is.

    Raises:
        RejectedError: if it is no regular file, too large, or cannot be read.
    """
    # Links above the file would lead out of the student's folder as well as the file itself.
    if any(folder.is_symlink() for folder in (path.parent, path.parent.parent)):
        raise RejectedError("The folder is a link; hand in the folder itself, with the notebook.")
    try:
        # A FIFO would block without O_NONBLOCK; a link may point anywhere, so none is followed.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        raise RejectedError(f"There is no file {path.name}; hand in the notebook itself.") from None
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise RejectedError(f"{path.name} is a link; hand in the notebook itself.") from None
        raise RejectedError(f"{path.name} cannot be read: {error.strerror}.") from None
    try:
        return _read(descriptor, path.name)
    finally:
        os.close(descriptor)


def _read(descriptor: int, name: str) -> bytes:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        raise RejectedError(f"{name} is not a regular file; hand in the notebook itself.")
    if status.st_size > MAX_BYTES:
        raise RejectedError(
            f"{name} has {status.st_size / 2**20:.0f} MiB, more than "
            f"{MAX_BYTES / 2**20:.0f}; clear its outputs and hand it in again."
        )
    with open(descriptor, "rb", closefd=False) as file:
        return file.read(MAX_BYTES + 1)[:MAX_BYTES]


def rebuild(release: NotebookNode, data: bytes) -> Rebuilt:
    """Put the answers of a submission into a copy of the release.

    Args:
        release: the release notebook, which is trusted.
        data: the submission's bytes, which are not.

    Raises:
        RejectedError: if the bytes are no notebook, or it has none of the release's cells.
    """
    notebook = copy.deepcopy(release)
    wanted = {
        cell.metadata.nbgrader.grade_id: cell
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }
    stubs = {name: cell.source for name, cell in wanted.items()}
    answers: dict[str, str] = {}
    for names, source in _cells(_parse(data)):
        name = next((name for name in names if name in stubs), None)
        # A cell may have been duplicated. As in a notebook that is run from top to bottom the
        # last one counts, but an untouched stub never hides an answer.
        if name is not None and (name not in answers or source != stubs[name]):
            answers[name] = source
    if not answers:
        raise RejectedError(
            "None of this notebook's exercise cells were found; was another notebook handed in?"
        )
    for name, source in answers.items():
        wanted[name].source = source
    return Rebuilt(notebook, answers)


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


def _parse(data: bytes) -> dict[str, Any]:
    if not data.strip():
        raise RejectedError("The file is empty; save the notebook and hand it in again.")
    if data.count(b"{") + data.count(b"[") > MAX_PARTS:
        raise RejectedError(
            "The file has far more parts than a notebook needs; clear its outputs and hand it in "
            "again."
        )
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError):
        raise RejectedError("The file is not a notebook: it holds no valid JSON.") from None
    if not isinstance(tree, dict):
        raise RejectedError("The file is not a notebook: its JSON is no object.")
    return tree


def _cells(tree: dict[str, Any]) -> Iterator[tuple[list[str], str]]:
    """The source of every cell that has one, and the names under which it may be known.

    Notebooks of format 3 and older hold their cells in worksheets, and their code as input.
    """
    sheets = [sheet for sheet in _list(tree.get("worksheets")) if isinstance(sheet, dict)]
    cells = [cell for holder in (tree, *sheets) for cell in _list(holder.get("cells"))]
    if not cells:
        raise RejectedError("The file is not a notebook: it has no cells.")
    for cell in cells:
        if not isinstance(cell, dict):
            continue
        source = cell.get("source", cell.get("input"))
        if isinstance(source, list):
            source = "".join(part for part in source if isinstance(part, str))
        if isinstance(source, str):
            # Half a surrogate pair can be written neither to a file nor to a database.
            yield _names(cell), source[:MAX_SOURCE].encode(errors="replace").decode()


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _names(cell: dict[str, Any]) -> list[str]:
    """The cell's grade_id, and its cell id, which the release sets to the same."""
    metadata = cell.get("metadata")
    graded = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = graded.get("grade_id") if isinstance(graded, dict) else None
    return [name for name in (grade_id, cell.get("id")) if isinstance(name, str)]
