"""nbgrader's own gradebook, written through its API, one transaction a submission."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import nbformat
from nbformat import NotebookNode

from autograder.errors import GradingError

__all__ = ["GradebookWriter", "database_url", "export_csv"]

COURSE = "cnn-workbook"
#: How often, and with what pauses, a gradebook that somebody else holds is tried again.
ATTEMPTS, PAUSE_SECONDS = 6, 2.0

T = TypeVar("T")


def database_url(out: Path) -> str:
    """The gradebook under a folder, as SQLAlchemy names it."""
    return f"sqlite:///{(out / 'gradebook.db').resolve()}"


class GradebookWriter:
    """The one writer of a gradebook; a context manager."""

    def __init__(self, out: Path) -> None:
        from nbgrader.api import Gradebook

        out.mkdir(parents=True, exist_ok=True)
        self._url = database_url(out)
        with _own_programs_first():
            self._gradebook = _patiently(lambda: Gradebook(self._url, COURSE))

    def __enter__(self) -> GradebookWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._gradebook.close()

    def register(self, name: str, source: NotebookNode) -> None:
        """Record a notebook's graded cells, as `nbgrader generate_assignment` would.

        Args:
            name: the notebook, which is also the assignment.
            source: its source notebook.

        Raises:
            GradingError: if cells have changed since submissions of it were recorded.
        """
        from nbgrader.preprocessors import SaveCells

        self._gradebook.update_or_create_assignment(name)
        resources = {
            "nbgrader": {"notebook": name, "assignment": name, "db_url": self._url},
        }
        try:
            _patiently(lambda: SaveCells().preprocess(nbformat.from_dict(source), resources))
        except RuntimeError as error:
            raise GradingError(
                f"{error}; grade into a new folder with --out, or move gradebook.db away"
            ) from None

    def save(self, student: str, name: str, graded: str) -> None:
        """Record the scores of one submission; what a person has graded by hand stays.

        Args:
            student: the student's name.
            name: the notebook.
            graded: the rebuilt notebook, with the points as its test cells' values.
        """
        notebook = nbformat.reads(graded, as_version=4)
        _patiently(lambda: self._save(student, name, notebook))

    def _save(self, student: str, name: str, notebook: NotebookNode) -> None:
        from nbgrader import utils

        with _one_transaction(self._gradebook):
            self._gradebook.update_or_create_student(student)
            with self._gradebook.db.no_autoflush:  # nbgrader adds half-made rows while it queries
                self._gradebook.update_or_create_submission(name, student)
            for cell in notebook.cells:
                if utils.is_grade(cell):
                    grade_id = cell.metadata.nbgrader.grade_id
                    grade = self._gradebook.find_grade(grade_id, name, name, student)
                    grade.auto_score, _ = utils.determine_grade(cell)
                    # As nbgrader does: what was graded by hand before is to be looked at again.
                    by_hand = grade.manual_score is not None or grade.auto_score is None
                    grade.needs_manual_grade = by_hand


def export_csv(out: Path) -> Path:
    """Write every grade to grades.csv with nbgrader's exporter.

    Raises:
        GradingError: where there is no gradebook.
    """
    from nbgrader.api import Gradebook
    from nbgrader.plugins import CsvExportPlugin

    if not (out / "gradebook.db").is_file():
        raise GradingError(f"no gradebook.db under {out}; run autograder grade first")
    target = out / "grades.csv"
    plugin = CsvExportPlugin()
    plugin.to = str(target)
    with Gradebook(database_url(out), COURSE) as gradebook:
        _patiently(lambda: plugin.export(gradebook))
    return target


@contextlib.contextmanager
def _own_programs_first() -> Iterator[None]:
    """Let nbgrader find the program alembic, with which it marks a new gradebook's version.

    It looks along PATH, where an environment that was not activated is missing.
    """
    before = os.environ.get("PATH", os.defpath)
    os.environ["PATH"] = os.pathsep.join((str(Path(sys.executable).parent), before))
    try:
        yield
    finally:
        os.environ["PATH"] = before


@contextlib.contextmanager
def _one_transaction(gradebook: Any) -> Iterator[None]:
    """Let every commit inside be a flush, and commit once at the end, or not at all.

    Gradebook's methods commit one by one; a kill between two of them would leave half a record.
    """
    session = gradebook.db
    commit = session.commit
    session.commit = session.flush
    try:
        yield
        commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.commit = commit


def _patiently(action: Callable[[], T]) -> T:
    """Do something to the database, again when somebody else (formgrader) holds it.

    Raises:
        GradingError: if it stays locked, or is no gradebook.
    """
    from sqlalchemy.exc import DatabaseError, OperationalError

    for attempt in range(ATTEMPTS):
        try:
            return action()
        except OperationalError as error:
            if "locked" not in str(error) or attempt == ATTEMPTS - 1:
                raise GradingError(
                    f"the gradebook cannot be written: {error.orig}; close formgrader or other "
                    "graders, look at the disk, and run again: nothing that is done is lost"
                ) from None
            time.sleep(PAUSE_SECONDS)
        except DatabaseError as error:
            raise GradingError(
                f"gradebook.db is not nbgrader's: {error.orig}; move it away and run again"
            ) from None
    raise AssertionError("unreachable")
