"""Read a submission as hostile bytes, and put its answers into the release notebook.

Rebuilding keeps nothing of the submission but the text of its solution and answer cells: no tags,
no metadata, no outputs, no order, no other cell.
"""

from __future__ import annotations

import copy
import json
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

__all__ = ["Rebuilt", "RejectedError", "plain_python", "read_submission", "rebuild"]

MAX_BYTES = 32 * 2**20
MAX_SOURCE = 200_000


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
        # A FIFO would block without O_NONBLOCK; a link may point anywhere, so none is followed.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        raise RejectedError(f"There is no file {path.name}; hand in the notebook itself.") from None
    except OSError as error:
        raise RejectedError(f"{path.name} cannot be read: {error.strerror}.") from None
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise RejectedError(f"{path.name} is not a regular file; hand in the notebook itself.")
        if status.st_size > MAX_BYTES:
            raise RejectedError(
                f"{path.name} has {status.st_size / 2**20:.0f} MiB, more than "
                f"{MAX_BYTES / 2**20:.0f}; clear its outputs and hand it in again."
            )
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
    for name, source in _cells(_parse(data)):
        # A cell may have been duplicated. As in a notebook that is run from top to bottom the
        # last one counts, but an untouched stub never hides an answer.
        if name in stubs and (name not in answers or source != stubs[name]):
            answers[name] = source
    if not answers:
        raise RejectedError(
            "None of this notebook's exercise cells were found; was another notebook handed in?"
        )
    for name, source in answers.items():
        wanted[name].source = source
    return Rebuilt(notebook, answers)


def plain_python(source: str) -> str:
    """A cell's source without the lines that only IPython understands.

    Example:
        >>> plain_python("%matplotlib inline\\nx = 5 % 3")
        '\\nx = 5 % 3'
    """
    lines = source.split("\n")
    return "\n".join("" if line.lstrip().startswith(("%", "!")) else line for line in lines)


def _parse(data: bytes) -> dict[str, Any]:
    if not data.strip():
        raise RejectedError("The file is empty; save the notebook and hand it in again.")
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError):
        raise RejectedError("The file is not a notebook: it holds no valid JSON.") from None
    if not isinstance(tree, dict):
        raise RejectedError("The file is not a notebook: its JSON is no object.")
    if tree.get("nbformat") == 4:
        return tree
    try:
        return dict(nbformat.reads(data.decode(), as_version=4))
    except Exception:  # nbformat raises many kinds for what is not a notebook
        raise RejectedError("The file is not a notebook of a format that we know.") from None


def _cells(tree: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The grade_id and the source of every cell that has both."""
    cells = tree.get("cells")
    if not isinstance(cells, list):
        raise RejectedError("The file is not a notebook: it has no cells.")
    for cell in cells:
        if not isinstance(cell, dict):
            continue
        name, source = _grade_id(cell), cell.get("source")
        if isinstance(source, list):
            source = "".join(part for part in source if isinstance(part, str))
        if isinstance(name, str) and isinstance(source, str):
            yield name, source[:MAX_SOURCE]


def _grade_id(cell: dict[str, Any]) -> Any:
    """The cell's grade_id; its cell id, which the release sets to the same, where that is lost."""
    metadata = cell.get("metadata")
    graded = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    if isinstance(graded, dict) and isinstance(graded.get("grade_id"), str):
        return graded["grade_id"]
    return cell.get("id")
