"""The gradebook is nbgrader's: auto scores go in, what a person gives stays."""

from __future__ import annotations

import contextlib
import csv
import os
import shutil
import sqlite3
import sys
from pathlib import Path

import class_support as support
import pytest
from class_support import HOSTILE_NAME, KERNELS, QUESTION
from nbgrader.api import Gradebook

from autograder.errors import GradingError
from autograder.grading.gradebook import CourseGradebook, export_csv


@pytest.fixture
def book(own):
    """nbgrader's own view of the gradebook that the grader wrote."""
    with Gradebook(f"sqlite:///{own.out}/gradebook.db", "cnn-workbook") as opened:
        yield opened


def rows_of(out: Path) -> dict[str, dict[str, str]]:
    with export_csv(out).open(encoding="utf-8", newline="") as file:
        return {row["student_id"]: row for row in csv.DictReader(file)}


def tables(path: Path) -> tuple[list, list]:
    """How a gradebook's tables are made, and the version that stands in it."""
    with contextlib.closing(sqlite3.connect(path)) as database:
        made = database.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()
        return made, database.execute("SELECT version_num FROM alembic_version").fetchall()


class TestSave:
    """What `autograder grade` records."""

    def test_holds_an_auto_score_for_every_test_cell(self, own, book):
        judged = {e["name"]: e for e in own.verdicts["partial"]["exercises"]}
        for name, e in judged.items():
            grade = book.find_grade(f"test_{name}", KERNELS.name, KERNELS.name, "partial")
            assert grade.auto_score == e["points"]
            assert grade.max_score == e["max_points"]
            assert not grade.needs_manual_grade

    def test_an_untouched_question_scores_nothing(self, own, book):
        grade = book.find_grade(QUESTION, KERNELS.name, KERNELS.name, "empty")
        assert (grade.auto_score, grade.needs_manual_grade) == (0.0, False)

    def test_a_written_answer_waits_for_a_person(self, graded):
        with CourseGradebook(graded.out) as gradebook:
            grade = gradebook.grades("ada", KERNELS.name)[QUESTION]
        assert (grade.score, grade.max_score, grade.waits) == (0.0, 3.0, True)

    def test_a_grade_and_a_comment_given_by_hand_survive_a_regrade(self, own, book):
        for other in ("broken", "partial"):
            shutil.rmtree(own.submitted / other)
        answered = support.sheet({QUESTION: "The sum is the gain."})
        support.hand_in(own.submitted, "empty", answered)
        support.grade(own.submitted, own.out)
        where = (KERNELS.name, KERNELS.name, "empty")
        book.db.expire_all()
        grade = book.find_grade(QUESTION, *where)
        assert grade.needs_manual_grade
        grade.manual_score, grade.needs_manual_grade = 2.5, False
        book.find_comment(QUESTION, *where).manual_comment = "Good, but where is the number?"
        book.find_grade("test_box_kernel", *where).manual_score = 1.0
        book.db.commit()
        support.grade(own.submitted, own.out, force=True)
        with CourseGradebook(own.out) as gradebook:
            grades = gradebook.grades("empty", KERNELS.name)
        assert grades[QUESTION].score == 2.5
        assert grades[QUESTION].comment == "Good, but where is the number?"
        assert grades["test_box_kernel"].score == 1.0
        assert rows_of(own.out)["empty"]["score"] == "3.5"

    def test_grades_of_somebody_unknown_are_none(self, graded):
        with CourseGradebook(graded.out) as gradebook:
            assert gradebook.grades("nobody", KERNELS.name) == {}
            assert gradebook.recorded(KERNELS.name).keys() == graded.verdicts.keys()
            assert gradebook.recorded("99_nothing") == {}


class TestRegister:
    """The cells of a notebook may change until submissions of it are recorded."""

    def test_changed_cells_are_refused_with_the_remedy(self, own):
        changed = support.release().copy()
        changed.cells = changed.cells[:-1] + [c for c in changed.cells if c.id == "conv2d"]
        changed.cells = [c for c in changed.cells if c.id != "test_conv2d"]
        with (
            CourseGradebook(own.out) as gradebook,
            pytest.raises(GradingError, match=r"Cannot add or remove cells .* move gradebook.db"),
        ):
            gradebook.register(KERNELS.name, changed)


class TestNewGradebook:
    """It is there whole, with nbgrader's own version mark, or not at all."""

    def test_is_what_nbgrader_makes_and_needs_no_program_on_the_path(self, tmp_path, monkeypatch):
        with monkeypatch.context() as patch:
            patch.setenv("PATH", os.defpath)  # as where no environment is activated
            with CourseGradebook(tmp_path / "out"):
                pass
        assert [path.name for path in (tmp_path / "out").iterdir()] == ["gradebook.db"]
        monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
        with Gradebook(f"sqlite:///{tmp_path}/theirs.db", "cnn-workbook"):
            pass
        assert tables(tmp_path / "out" / "gradebook.db") == tables(tmp_path / "theirs.db")

    def test_an_empty_file_counts_as_none(self, tmp_path):
        (tmp_path / "gradebook.db").touch()
        with CourseGradebook(tmp_path) as gradebook:
            assert gradebook.csv().count("\n") == 1


class TestExport:
    """grades.csv has a row for everybody, in nbgrader's columns."""

    def test_has_everybody_with_the_score_of_the_verdict(self, graded, tmp_path):
        (tmp_path / "gradebook.db").write_bytes((graded.out / "gradebook.db").read_bytes())
        rows = rows_of(tmp_path)
        assert rows.keys() == graded.verdicts.keys()
        for student, verdict in graded.verdicts.items():
            assert float(rows[student]["score"]) == verdict["score"]
            assert float(rows[student]["max_score"]) == verdict["max_score"] + 3.0

    def test_a_name_with_commas_and_quotes_stays_in_its_column(self, graded, tmp_path):
        (tmp_path / "gradebook.db").write_bytes((graded.out / "gradebook.db").read_bytes())
        assert rows_of(tmp_path)[HOSTILE_NAME]["assignment"] == KERNELS.name

    def test_a_name_is_no_formula_and_no_row(self, graded, tmp_path):
        names = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "a\r02_kernels,,,ada", "b\n02_kernels,"]
        (tmp_path / "gradebook.db").write_bytes((graded.out / "gradebook.db").read_bytes())
        with Gradebook(f"sqlite:///{tmp_path}/gradebook.db", "cnn-workbook") as book:
            for name in names:
                book.add_student(name, email=name)
        rows = rows_of(tmp_path)
        written = ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "\\t=1", "a\\r02_kernels,,,ada"]
        for name in (*written, "b\\n02_kernels,"):
            assert rows[name]["email"] == name
        assert len(rows) == len(graded.verdicts) + len(names)

    def test_columns_are_nbgraders(self, own, tmp_path):
        from nbgrader.plugins import CsvExportPlugin

        plugin = CsvExportPlugin()
        plugin.to = str(tmp_path / "theirs.csv")
        with Gradebook(f"sqlite:///{own.out}/gradebook.db", "cnn-workbook") as book:
            plugin.export(book)
        theirs = (tmp_path / "theirs.csv").read_text().splitlines()
        ours = export_csv(own.out).read_text().splitlines()
        assert ours[0] == theirs[0]
        assert sorted(ours) == sorted(theirs)
