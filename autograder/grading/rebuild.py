"""Read a submission as hostile bytes, and put its answers into the release notebook.

Rebuilding keeps nothing of the submission but the text of its solution and answer cells: no tags,
no metadata, no outputs, no order, no other cell.
"""

from __future__ import annotations

import copy
import json
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

__all__ = ["Rebuilt", "RejectedError", "read_submission", "rebuild", "with_own_cells", "written"]

MAX_BYTES = 32 * 2**20
#: Lists and objects in the JSON; each takes some hundred bytes of memory, however short it is.
MAX_PARTS = 1_000_000
#: Quotation marks in the JSON, two for each text in it.
MAX_QUOTES = 4_000_000
#: Characters of a cell.
MAX_SOURCE = 100_000
#: Entries of a folder in which a notebook of another name is looked for.
MAX_ENTRIES = 1_000
#: How to know a file that is something else, and what to hand in instead.
OTHER_KINDS = {
    rb"\APK\x03\x04": "is a zip archive; unpack it and hand in the notebook",
    rb"\A\x1f\x8b": "is compressed; unpack it and hand in the notebook",
    rb"\A%PDF": "is a PDF; hand in the notebook that it was made of",
    rb"\Aversion https://git-lfs": "is git's pointer to a file; hand in the file itself",
    rb"(?m)^<<<<<<< ": "has git's marks of a conflict in it; resolve it and hand it in again",
    rb"\A\s*<": "is a web page; download the notebook itself",
}


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
    try:
        # Links above the file would lead out of the student's folder as well as the file itself.
        if any(folder.is_symlink() for folder in (path.parent, path.parent.parent)):
            raise RejectedError(
                "The folder is a link; hand in the folder itself, with the notebook."
            )
        return _read(path)
    except FileNotFoundError:
        reason = f"There is no file {path.name}; {_instead(path)}."
    except NotADirectoryError:
        reason = f"{path.parent.name} is not a folder; hand in a folder with {path.name} in it."
    except OSError as error:
        reason = f"{path.name} cannot be read: {error.strerror}."
    raise RejectedError(reason)


def _instead(path: Path) -> str:
    """What to do about a notebook that is not there: it may be there under another name."""
    try:
        with os.scandir(path.parent) as entries:  # there may be very many
            names = [entry.name for entry in islice(entries, MAX_ENTRIES)]
    except OSError:
        names = []
    similar = min((name for name in names if name.lower().endswith(".ipynb")), default=None)
    if similar is None:
        return "hand in the notebook itself"
    return f"there is {ascii(similar)[1:-1]}: rename it and hand it in again"


def _read(path: Path) -> bytes:
    # Looked at before it is opened: to open a device may already do something.
    _check_kind(path.lstat(), path.name)
    # And again when it is open: the file may have been exchanged in between, so no link is
    # followed, and O_NONBLOCK keeps a FIFO from blocking.
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with open(descriptor, "rb") as file:
        _check_kind(os.fstat(descriptor), path.name)
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _too_large(path.name, len(data))  # it has grown
    return data


def _check_kind(status: os.stat_result, name: str) -> None:
    if stat.S_ISLNK(status.st_mode):
        raise RejectedError(f"{name} is a link; hand in the notebook itself.")
    if not stat.S_ISREG(status.st_mode):
        raise RejectedError(f"{name} is not a regular file; hand in the notebook itself.")
    if status.st_size > MAX_BYTES:
        raise _too_large(name, status.st_size)


def _too_large(name: str, size: int) -> RejectedError:
    return RejectedError(
        f"{name} has {size / 2**20:.0f} MiB, more than {MAX_BYTES / 2**20:.0f}; clear its outputs "
        "and hand it in again."
    )


def rebuild(release: NotebookNode, data: bytes) -> Rebuilt:
    """Put the answers of a submission into a copy of the release.

    Args:
        release: the release notebook, which is trusted.
        data: the submission's bytes, which are not.

    Raises:
        RejectedError: if the bytes are no notebook, or it has none of the release's cells.
    """
    notebook = with_own_cells(release)
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
    answers = {name: _bounded(source, wanted[name].cell_type) for name, source in answers.items()}
    for name, source in answers.items():
        wanted[name].source = source
    return Rebuilt(notebook, answers)


def with_own_cells(notebook: NotebookNode) -> NotebookNode:
    """A copy in which the fields of every cell that nbgrader knows can be replaced.

    All else is shared: to copy it, as `copy.deepcopy` does, takes a tenth of the time of a whole
    submission.
    """
    copied = copy.copy(notebook)
    copied.cells = [copy.copy(c) if "nbgrader" in c.metadata else c for c in notebook.cells]
    return copied


def written(notebook: NotebookNode) -> str:
    """The text of a notebook that is all our own.

    Not nbformat's, which is many lines, and several times as slow: it copies all of it, and cuts
    every source into lines.
    """
    return json.dumps(notebook, ensure_ascii=False, sort_keys=True) + "\n"


def _parse(data: bytes) -> dict[str, Any]:
    if not data.strip():
        raise RejectedError("The file is empty; save the notebook and hand it in again.")
    parts = data.count(b"{") + data.count(b"[")
    if parts > MAX_PARTS or data.count(b'"') > MAX_QUOTES:
        raise RejectedError(
            "The file has far more parts than a notebook needs; clear its outputs and hand it in "
            "again."
        )
    try:
        # No number in a notebook matters here, and reading a long one may fail or take its time.
        tree = json.loads(data, parse_int=_no, parse_float=_no, parse_constant=_no)
    except ValueError:
        raise RejectedError(f"The file is not a notebook: it {_kind(data)}.") from None
    except RecursionError:
        raise RejectedError(
            "The file is not a notebook: its JSON nests far deeper than that of one."
        ) from None
    if not isinstance(tree, dict):
        raise RejectedError("The file is not a notebook: its JSON is no object.")
    return tree


def _kind(data: bytes) -> str:
    """What a file is that is no JSON, and what to do, where it is easily seen."""
    found = (what for mark, what in OTHER_KINDS.items() if re.search(mark, data))
    return next(found, "holds no valid JSON")


def _no(_number: str) -> None:
    return None


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
            yield _names(cell), source.encode(errors="replace").decode()


def _bounded(source: str, cell_type: str) -> str:
    """A source of bearable length; what is cut says so where the student will read it."""
    if len(source) <= MAX_SOURCE:
        return source
    told = f"this cell has {len(source)} characters, more than {MAX_SOURCE}"
    if cell_type == "code":
        return f'raise ValueError("{told}; shorten it and hand it in again")'
    return f"{source[:MAX_SOURCE]}\n\n**Cut here: {told}.**"


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _names(cell: dict[str, Any]) -> list[str]:
    """The cell's grade_id, and its cell id, which the release sets to the same."""
    metadata = cell.get("metadata")
    graded = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = graded.get("grade_id") if isinstance(graded, dict) else None
    return [name for name in (grade_id, cell.get("id")) if isinstance(name, str)]
