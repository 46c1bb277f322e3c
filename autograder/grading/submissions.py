"""What was handed in: find the submissions, and say who and when."""

from __future__ import annotations

import datetime
import hashlib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course import NOTEBOOKS, Notebook, notebook
from autograder.errors import GradingError

__all__ = ["Submission", "find_submissions", "handed_in_at", "left_alone", "student_name"]

#: The longest name of a folder, in bytes.
MAX_NAME = 255
#: How a name that cannot be stored as it is ends.
MARK = re.compile(r"~[0-9a-f]{16}$")


@dataclass(frozen=True)
class Submission:
    """One student's notebook, by its path."""

    student: str
    notebook: str
    path: Path


def find_submissions(submitted: Path, names: Sequence[str]) -> list[Submission]:
    """All submissions of the named notebooks (all notebooks when none is named).

    Raises:
        GradingError: if the folder is missing or holds none.
        CourseError: for a name that is no notebook's.
    """
    notebooks = [notebook(name) for name in names] or list(NOTEBOOKS)
    if not submitted.is_dir():
        raise GradingError(
            f"no folder {submitted}; put submissions there as "
            "<student>/<notebook>/<notebook>.ipynb, or name another with --submitted"
        )
    students = sorted(entry for entry in submitted.iterdir() if _is_students(entry))
    there = {(s, known): _is_there(s, known) for known in notebooks for s in students}
    # What cannot be looked into gets its verdict in the notebooks that others have handed in.
    certain = [known for known in notebooks if any(there[s, known] for s in students)]
    found = [
        Submission(
            student_name(student.name), known.name, student / known.name / f"{known.name}.ipynb"
        )
        for known in certain or notebooks[:1]
        for student in students
        if there[student, known] is not False
    ]
    if not found:
        wanted = ", ".join(known.name for known in notebooks)
        raise GradingError(
            f"no submissions of {wanted} under {submitted}; expected "
            f"<student>/{notebooks[0].name}/{notebooks[0].name}.ipynb"
        )
    return found


def left_alone(submitted: Path) -> list[Path]:
    """What lies among the submissions and is in nobody's place, so that no verdict is about it."""
    entries = [e for e in sorted(submitted.iterdir()) if not _is_a_programs(e)]
    loose = [entry for entry in entries if not _is_students(entry)]
    folders = [entry for entry in entries if _is_students(entry)]
    return [*loose, *(path for folder in folders for path in _out_of_place(folder))]


def student_name(name: str) -> str:
    """A folder's name as text that can be stored, different for every name.

    A name that is no text, or too long with its bytes written out, ends in a mark of its own.

    Example:
        >>> student_name("zoë"), student_name(os.fsdecode(b"zo\\xeb"))
        ('zoë', 'zo\\\\xeb~8ba6c84352743fac')
    """
    data = os.fsencode(name)
    text = data.decode(errors="backslashreplace")
    # A name that only looks as if it had a mark gets a mark as well, so that none is somebody's.
    if text == name and not MARK.search(name):
        return name
    kept = text.encode()[: MAX_NAME - 17].decode(errors="ignore")
    return f"{kept}~{hashlib.sha256(data).hexdigest()[:16]}"


def handed_in_at(folder: Path) -> datetime.datetime | None:
    """When a submission was collected, as nbgrader's timestamp.txt beside it says; None if unknown.

    Returns:
        A time in UTC without a time zone, as nbgrader's gradebook holds it.
    """
    from nbgrader.utils import parse_utc

    try:
        # What a student may have put there can be anything: no link is followed, nothing blocks.
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
        with open(os.open(folder / "timestamp.txt", flags), "rb") as file:
            said: datetime.datetime = parse_utc(file.read(100).decode().strip())
    except Exception:  # the parser raises many kinds for what is no time
        return None
    return said


def _is_students(entry: Path) -> bool:
    """Whether an entry is a student's; a link counts, so that it gets a verdict that says so."""
    return not entry.name.startswith(".") and (entry.is_symlink() or entry.is_dir())


def _is_a_programs(entry: Path) -> bool:
    """Whether a program keeps its own things there, such as .git; nobody has handed these in."""
    has_notebooks = any(os.path.isdir(entry / known.name) for known in NOTEBOOKS)
    return entry.name.startswith(".") and not has_notebooks


def _is_there(student: Path, known: Notebook) -> bool | None:
    """Whether a student has handed in a notebook, or None where one cannot look."""
    if student.is_symlink():
        return None
    try:
        (student / known.name).lstat()
    except FileNotFoundError:
        return False
    except OSError:
        return None
    return True


def _out_of_place(student: Path) -> list[Path]:
    """What a student may have meant to hand in: notebooks of another name or in another folder."""
    known = [student / notebook.name for notebook in NOTEBOOKS]
    beside = [
        file
        for folder in (student, *known)
        for file in _entries(folder)
        if file.suffix.lower() == ".ipynb" and file != folder / f"{folder.name}.ipynb"
    ]
    others = [e for e in _entries(student) if e not in known and os.path.isdir(e)]
    return [*beside, *(folder for folder in others if not folder.name.startswith("."))]


def _entries(folder: Path) -> list[Path]:
    """What lies in a folder, where one may look into it; no link is followed."""
    try:
        return [] if folder.is_symlink() else sorted(folder.iterdir())
    except OSError:
        return []
