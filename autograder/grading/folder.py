"""The folder that grading writes to: one writer at a time, and nothing left over by a kill."""

from __future__ import annotations

import contextlib
import fcntl
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from autograder.errors import GradingError

__all__ = ["only_writer", "remove_leftovers", "tidied"]

#: How long a grader waits for another one that writes to the same folder.
PATIENCE_SECONDS, PAUSE_SECONDS = 10.0, 0.1
#: The names of unfinished files, as `write_atomically` makes them.
UNFINISHED = re.compile(r"\..+\.(html|ipynb|json|stamp|txt)-[a-z0-9_]{8}$")


@contextlib.contextmanager
def only_writer(out: Path) -> Iterator[None]:
    """Be the only grader that writes to a folder; whatever ends this process gives it free.

    Raises:
        GradingError: if another one is at work there, and does not end soon.
    """
    out.mkdir(parents=True, exist_ok=True)
    with (out / ".grading").open("a") as lock:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not _locked(lock.fileno()):
            if time.monotonic() > deadline:
                raise GradingError(
                    f"another grader is at work in {out}; wait until it has ended and run again, "
                    "or name another folder with --out"
                )
            time.sleep(PAUSE_SECONDS)
        yield


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextlib.contextmanager
def tidied(out: Path) -> Iterator[None]:
    """Write pages or tables into a folder without what runs that were killed have left there.

    While a grader is at work there, what is left stays; a report of what is done so far need not
    wait for the rest.
    """
    with (out / ".grading").open("a") as lock:
        if _locked(lock.fileno()):
            remove_leftovers(out)
        yield


def remove_leftovers(out: Path) -> None:
    """Remove the unfinished files of runs that were killed; only for the only writer."""
    for folder in out.glob(".gradebook-*"):
        shutil.rmtree(folder, ignore_errors=True)
    written = ("autograded/*/*", "feedback/*/*", "report", "verdicts/*")
    places = (place for pattern in written for place in out.glob(pattern))
    files = (file for place in places for file in _files(place) if UNFINISHED.match(file.name))
    for file in (*out.glob(".secret-*"), *out.glob(".grades.csv-*"), *files):
        file.unlink(missing_ok=True)


def _files(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []
