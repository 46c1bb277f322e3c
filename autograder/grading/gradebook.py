"""nbgrader's own gradebook, used through its API, one transaction a submission."""

from __future__ import annotations

import contextlib
import csv
import datetime
import io
import logging
import re
import sqlite3
import tempfile
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import nbformat
from nbformat import NotebookNode

from autograder.errors import GradingError
from autograder.files import write_atomically
from autograder.grading.folder import tidied

__all__ = ["CellGrade", "CourseGradebook", "export_csv", "grades_csv"]

COURSE = "cnn-workbook"
#: How often, and with what pauses, a gradebook that somebody else holds is tried again.
ATTEMPTS, PAUSE_SECONDS = 6, 2.0
#: The columns of nbgrader's own export.
COLUMNS = (
    "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email",
    "raw_score", "late_submission_penalty", "score", "max_score",
)  # fmt: skip

T = TypeVar("T")


@dataclass(frozen=True)
class CellGrade:
    """What the gradebook says about one graded cell.

    Attributes:
        score: the points, those given by hand before those of the autograder.
        max_score: what the cell is worth.
        waits: whether a person has still to look at it.
        comment: what a person wrote beside it.
    """

    score: float
    max_score: float
    waits: bool
    comment: str


class CourseGradebook:
    """The gradebook under a folder, made if there is none; a context manager.

    Raises:
        GradingError: if gradebook.db is something else, or cannot be opened.
    """

    def __init__(self, out: Path) -> None:
        from nbgrader.api import Gradebook

        # nbgrader logs the traceback of what it raises anyway.
        logging.getLogger("tornado.application").setLevel(logging.CRITICAL)
        path = out / "gradebook.db"
        _check_kind(path)
        if not path.exists() or path.stat().st_size == 0:
            _create(path)
        self._url = _url(path)
        self._book = _patiently(lambda: Gradebook(self._url, COURSE))

    def __enter__(self) -> CourseGradebook:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._book.close()

    def register(self, name: str, source: NotebookNode) -> None:
        """Record a notebook's graded cells, as `nbgrader generate_assignment` would.

        Args:
            name: the notebook, which is also the assignment.
            source: its source notebook.

        Raises:
            GradingError: if cells have changed since submissions of it were recorded.
        """
        _patiently(lambda: self._register(name, source))

    def recorded(self, name: str) -> dict[str, datetime.datetime | None]:
        """The students of whom a submission is recorded, and when they handed it in, if known."""
        from nbgrader.api import Assignment, SubmittedAssignment

        def students() -> dict[str, datetime.datetime | None]:
            of = SubmittedAssignment
            query = self._book.db.query(of.student_id, of.timestamp)
            rows = query.join(Assignment).filter(Assignment.name == name).all()
            return {row.student_id: row.timestamp for row in rows}

        return _patiently(students)

    def save(
        self,
        student: str,
        name: str,
        graded: str,
        changed: Collection[str] = (),
        at: datetime.datetime | None = None,
    ) -> None:
        """Record the scores of one submission; what a person has graded by hand stays.

        Args:
            student: the student's name.
            name: the notebook.
            graded: the rebuilt notebook, with the points as its test cells' values.
            changed: the grade_ids of the answers that are not those of the last grading; what
                was graded by hand in them is to be looked at again.
            at: when it was handed in, where that is known.
        """
        # Not nbformat.reads, which would validate what we have just written.
        notebook = nbformat.v4.reads(graded)
        _patiently(lambda: self._save(student, name, notebook, changed, at))

    def grades(self, student: str, name: str) -> dict[str, CellGrade]:
        """What is recorded of one submission, by grade_id; nothing where it is not recorded."""
        from nbgrader.api import Comment, Grade, MissingEntry

        def read() -> dict[str, CellGrade]:
            try:
                recorded = self._book.find_submission_notebook(name, name, student).id
            except MissingEntry:
                return {}
            comments = {row.name: row.comment for row in self._cells(recorded, Comment.comment)}
            columns = (Grade.score, Grade.max_score, Grade.needs_manual_grade)
            grades = self._cells(recorded, *columns)
            return {row.name: _cell_grade(row, comments) for row in grades}

        return _patiently(read)

    def csv(self) -> str:
        """Every grade, in the form of nbgrader's export."""
        return _patiently(lambda: grades_csv(self._book))

    def _register(self, name: str, source: NotebookNode) -> None:
        from nbgrader.preprocessors import SaveCells

        with _one_transaction(self._book):
            self._book.update_or_create_assignment(name)
        resources = {"nbgrader": {"notebook": name, "assignment": name, "db_url": self._url}}
        try:
            SaveCells().preprocess(nbformat.from_dict(source), resources)
        except RuntimeError as error:
            raise GradingError(
                f"{error}; grade into a new folder with --out, or move gradebook.db away"
            ) from None

    def _save(
        self,
        student: str,
        name: str,
        notebook: NotebookNode,
        changed: Collection[str],
        at: datetime.datetime | None,
    ) -> None:
        from nbgrader import utils

        with _one_transaction(self._book):
            self._book.update_or_create_student(student)
            with self._book.db.no_autoflush:  # nbgrader adds half-made rows while it queries
                submission = self._book.update_or_create_submission(name, student, timestamp=at)
            grades = self._grades(submission)
            for cell in notebook.cells:
                if utils.is_grade(cell):
                    grade_id = cell.metadata.nbgrader.grade_id
                    grade = grades[grade_id]
                    points, _ = utils.determine_grade(cell)
                    answer = grade_id.removeprefix("test_")
                    grade.needs_manual_grade = _waits(grade, points, answer in changed)
                    grade.auto_score = points

    def _cells(self, recorded: str, *columns: Any) -> list[Any]:
        """Columns about each cell of a submitted notebook, in one query; nbgrader makes 20."""
        from nbgrader.api import BaseCell

        kind = columns[0].class_
        query = self._book.db.query(BaseCell.name, *columns).select_from(BaseCell)
        query = query.join(kind, kind.cell_id == BaseCell.id)
        found: list[Any] = query.filter(kind.notebook_id == recorded).all()
        return found

    def _grades(self, submission: Any) -> dict[str, Any]:
        """All grades of a submission by grade_id, in one query; nbgrader makes one for each."""
        from nbgrader.api import BaseCell, Grade, SubmittedNotebook

        query = self._book.db.query(BaseCell.name, Grade)
        query = query.join(Grade, Grade.cell_id == BaseCell.id)
        query = query.join(SubmittedNotebook, SubmittedNotebook.id == Grade.notebook_id)
        return dict(query.filter(SubmittedNotebook.assignment_id == submission.id).all())


def export_csv(out: Path) -> Path:
    """Write every grade to grades.csv, in the form of nbgrader's export.

    Raises:
        GradingError: where there is no gradebook.
    """
    if not (out / "gradebook.db").is_file():
        raise GradingError(f"no gradebook.db under {out}; run autograder grade first")
    target = out / "grades.csv"
    with tidied(out), CourseGradebook(out) as gradebook:
        write_atomically(target, gradebook.csv())
    return target


def grades_csv(book: Any, students: Collection[str] = (), assignments: Collection[str] = ()) -> str:
    """A row for every assignment and student, as CSV.

    nbgrader's own exporter quotes nothing, so a comma in a name would move the columns. A name that
    a spreadsheet would take for a formula gets an apostrophe before it, and ends of lines in it are
    written out.

    Args:
        book: nbgrader's gradebook.
        students: whose grades; everybody's where it is empty.
        assignments: in which assignments; in all where it is empty.
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for assignment in book.assignments:
        submissions = _submissions(book, assignment.name)
        for student in book.students:
            if (not students or student.id in students) and (
                not assignments or assignment.name in assignments
            ):
                row = _row(assignment, student, submissions.get(student.id))
                writer.writerow({name: _as_text(value) for name, value in row.items()})
    return text.getvalue()


def _as_text(value: Any) -> Any:
    """A value that starts no row of its own, and that no spreadsheet takes for a formula."""
    if not isinstance(value, str):
        return value
    text = re.sub(r"[\x00-\x1f\x7f]", lambda found: repr(found[0])[1:-1], value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def _submissions(book: Any, name: str) -> dict[str, Any]:
    """What is exported of each submission, by student, in one query; nbgrader makes three each."""
    from nbgrader.api import Assignment, SubmittedAssignment

    of = SubmittedAssignment
    query = book.db.query(of.student_id, of.timestamp, of.score, of.late_submission_penalty)
    return {row.student_id: row for row in query.join(Assignment).filter(Assignment.name == name)}


def _row(assignment: Any, student: Any, submission: Any) -> dict[str, Any]:
    # Who handed nothing in has no points.
    values: dict[str, Any] = dict.fromkeys(("raw_score", "late_submission_penalty"), 0.0)
    if submission is not None:
        values = {
            "timestamp": submission.timestamp,
            "raw_score": submission.score,
            "late_submission_penalty": submission.late_submission_penalty,
        }
    return {
        "assignment": assignment.name,
        "duedate": assignment.duedate,
        "student_id": student.id,
        "last_name": student.last_name,
        "first_name": student.first_name,
        "email": student.email,
        "max_score": assignment.max_score,
        "score": max(0.0, values["raw_score"] - values["late_submission_penalty"]),
        **values,
    }


def _waits(grade: Any, points: float | None, changed: bool) -> bool:
    """Whether a person has to look at a cell: for the first time, or at what is not what it was."""
    if grade.manual_score is None:
        return points is None
    return bool(grade.needs_manual_grade or changed or points != grade.auto_score)


def _cell_grade(grade: Any, comments: dict[str, str]) -> CellGrade:
    return CellGrade(
        float(grade.score),
        float(grade.max_score),
        bool(grade.needs_manual_grade),
        # A person's comment on an exercise stands beside its solution, not beside its test.
        comments.get(grade.name) or comments.get(grade.name.removeprefix("test_")) or "",
    )


def _url(path: Path) -> str:
    """A gradebook, as SQLAlchemy names it."""
    return f"sqlite:///{path.resolve()}"


def _check_kind(path: Path) -> None:
    """Refuse a database of somebody else's before nbgrader adds its tables to it."""
    if not path.exists() or (path.is_file() and path.stat().st_size == 0):
        return
    try:
        # Not read-only: what a killed grader has left half-written is rolled back here.
        database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=0)
        with contextlib.closing(database) as db:
            tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            return  # whoever holds it has it for a gradebook; this is waited for later
        raise GradingError(f"cannot open {path}: {error}; look at its permissions") from None
    except sqlite3.DatabaseError as error:
        raise _not_nbgraders(path, str(error)) from None
    if tables and "submitted_notebook" not in tables:
        raise _not_nbgraders(path, "it has other tables")


def _not_nbgraders(path: Path, reason: str) -> GradingError:
    return GradingError(f"{path} is not nbgrader's: {reason}; move it away and run again")


def _create(path: Path) -> None:
    """Make a gradebook under another name, so that a kill leaves none or a whole one."""
    from nbgrader.api import Gradebook

    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".gradebook-") as folder:
        unfinished = Path(folder) / path.name
        _patiently(lambda: _mark_version(unfinished))
        _patiently(lambda: Gradebook(_url(unfinished), COURSE)).close()
        unfinished.replace(path)


def _mark_version(path: Path) -> None:
    """Write into an empty gradebook which version of nbgrader's tables it is to hold.

    Left to itself, nbgrader starts the program alembic to learn it, which takes seconds and must be
    on PATH, where that of an environment that was not activated is missing.
    """
    from alembic.script import ScriptDirectory
    from nbgrader.dbutil import ALEMBIC_DIR

    version = ScriptDirectory(ALEMBIC_DIR).get_current_head()
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        database.execute("INSERT INTO alembic_version VALUES (?)", (version,))


@contextlib.contextmanager
def _one_transaction(book: Any) -> Iterator[None]:
    """Let every commit inside be a flush, and commit once at the end, or not at all.

    Gradebook's methods commit one by one; a kill between two of them would leave half a record.
    """
    session = book.db
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
        GradingError: if it stays locked, or cannot be written.
    """
    from nbgrader.api import InvalidEntry
    from sqlalchemy.exc import DatabaseError

    for attempt in range(1, ATTEMPTS + 1):
        try:
            return action()
        # nbgrader turns some of the first into the second.
        except (DatabaseError, InvalidEntry, sqlite3.DatabaseError) as error:
            reason = str(getattr(error, "orig", None) or error).partition("\n")[0]
            reason = reason.removeprefix("(sqlite3.OperationalError) ")
            if "locked" not in reason or attempt == ATTEMPTS:
                raise GradingError(
                    f"the gradebook cannot be used: {reason}; close formgrader or other "
                    "graders, look at the disk, and run again: nothing that is done is lost"
                ) from None
            time.sleep(PAUSE_SECONDS)
    raise AssertionError("unreachable")
