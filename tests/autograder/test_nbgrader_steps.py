"""nbgrader's own commands, and formgrader's buttons, run our engine in the course's folder."""

from __future__ import annotations

import contextlib
import csv
import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import class_support as support
import pytest
from class_support import KERNELS, QUESTION
from nbgrader.api import Gradebook

from autograder.grading.feedback import write_feedback
from autograder.grading.gradebook import export_csv
from autograder.grading.verdict import load_verdicts

NAME = KERNELS.name
ANSWER = "The sum is the gain on a flat image."
#: Would be seen, had it run in nbgrader's process or in its kernel.
MARKER = "student-code-ran-here"

#: Lets the first grading of a process reach a limit of time, and notes each.
LATE_AT_FIRST = """
from dataclasses import replace
from autograder.grading.engine import Grader
grade = Grader.grade
def late_at_first(self, student, path):
    with open("calls", "a") as file:
        file.write(student + "\\n")
    if open("calls").read().count("\\n") == 1:
        return replace(self.reject(student, "takes too long"), doubtful=True)
    return grade(self, student, path)
Grader.grade = late_at_first
"""


def answers() -> dict[str, str]:
    """Two exercises and the question; the code tries to leave a mark on this machine."""
    first, second = list(support.right_answers().items())[:2]
    mark = f"import pathlib\npathlib.Path('{MARKER}').touch()\n"
    return dict([(first[0], first[1] + "\n\n" + mark), second, (QUESTION, ANSWER)])


SUBMISSIONS = {
    "ada": support.sheet(answers()),
    "broken": b'{"cells": [',
    "odd, name": support.sheet(dict(list(answers().items())[:1])),
}


def nbgrader(folder: Path, *arguments: str, status: int = 0) -> str:
    """Run nbgrader in the course's folder, as an instructor does."""
    ended = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        text=True,
    )
    assert ended.returncode == status, ended.stderr
    return ended.stdout + ended.stderr


def environment(folder: Path) -> dict[str, str]:
    programs = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    places = {
        f"JUPYTER_{what}_DIR": str(folder.parent / what) for what in ("CONFIG", "DATA", "RUNTIME")
    }
    own = {"JUPYTER_NO_CONFIG": "1", "IPYTHONDIR": str(folder.parent / "ipython")}
    return {**os.environ, **places, **own, "PATH": programs}


@dataclass(frozen=True)
class Course:
    """A copy of the course, with a class in build/submitted."""

    root: Path

    @property
    def out(self) -> Path:
        return self.root / "build"

    def submitted(self, student: str) -> Path:
        return self.out / "submitted" / student / NAME

    def verdicts(self) -> dict[str, Any]:
        return support.read_verdicts(self.out)

    def autograde(self) -> str:
        """What `nbgrader autograde` says."""
        return nbgrader(self.root, "autograde", NAME)

    def grade(self, **settings: Any) -> None:
        """What `autograder grade` does."""
        support.grade(self.out / "submitted", self.out, **settings)

    @contextlib.contextmanager
    def gradebook(self) -> Iterator[Gradebook]:
        with Gradebook(f"sqlite:///{self.out}/gradebook.db", "cnn-workbook") as book:
            yield book

    def grade_of(self, student: str, cell: str) -> tuple[float | None, float | None, bool]:
        """The points of the autograder, those given by hand, and whether a person shall look."""
        with self.gradebook() as book:
            grade = book.find_grade(cell, NAME, NAME, student)
            return grade.auto_score, grade.manual_score, grade.needs_manual_grade


def make_course(folder: Path) -> Course:
    root = folder / "course"
    root.mkdir()
    shutil.copy(support.ROOT / "nbgrader_config.py", root)
    for part in ("solutions", "notebooks"):
        shutil.copytree(support.ROOT / part, root / part)
    support.new_out(root / "build")
    for student, data in SUBMISSIONS.items():
        support.hand_in(root / "build/submitted", student, data)
    return Course(root)


@pytest.fixture(scope="module")
def autograded(tmp_path_factory) -> tuple[Course, str]:
    """`nbgrader autograde` in a folder that nothing was done in before."""
    course = make_course(tmp_path_factory.mktemp("autograded"))
    course.submitted("ada").joinpath("timestamp.txt").write_text("2026-03-01 12:00:00.5 UTC")
    course.submitted("broken").joinpath("timestamp.txt").write_text("yesterday")
    for student in SUBMISSIONS:
        course.submitted(student).joinpath("all grades").symlink_to(course.out / "secret")
    return course, course.autograde()


@pytest.fixture
def course(autograded, tmp_path) -> Course:
    """The same, in a folder that a test may change."""
    shutil.copytree(autograded[0].root, tmp_path / "course", symlinks=True)
    # The gradebook is found by the configuration, which is in the folder as well.
    return Course(tmp_path / "course")


class TestAutograde:
    """`nbgrader autograde`."""

    def test_gives_the_verdicts_of_autograder_grade(self, autograded, tmp_path):
        course, _ = autograded
        out = support.new_out(tmp_path / "out")
        support.grade(course.out / "submitted", out)
        assert course.verdicts() == support.read_verdicts(out)
        for ours in (out / "autograded").rglob("*.ipynb"):
            theirs = course.out / ours.relative_to(out)
            assert theirs.read_bytes() == ours.read_bytes()

    def test_records_the_points(self, autograded):
        course, _ = autograded
        for student, verdict in course.verdicts().items():
            for judged in verdict["exercises"]:
                recorded = course.grade_of(student, f"test_{judged['name']}")
                assert recorded == (judged["points"], None, False)

    def test_a_broken_file_gets_a_verdict_and_a_notebook_with_the_reason(self, autograded):
        course, _ = autograded
        reason = "The file is not a notebook: it holds no valid JSON."
        assert course.verdicts()["broken"]["reason"] == reason
        path = course.out / "autograded/broken" / NAME / f"{NAME}.ipynb"
        assert reason in path.read_text(encoding="utf-8")

    def test_a_written_answer_waits_for_a_person(self, autograded):
        assert autograded[0].grade_of("ada", QUESTION) == (None, None, True)

    def test_runs_nothing_of_a_students_here(self, autograded):
        course, _ = autograded
        assert list(course.root.rglob(MARKER)) == []
        assert course.verdicts()["ada"]["sandbox"] == "bubblewrap"

    def test_takes_nothing_but_the_notebook_from_a_submission(self, autograded):
        course, _ = autograded
        names = {path.name for path in (course.out / "autograded").rglob("*") if path.is_file()}
        assert names == {f"{NAME}.ipynb", "timestamp.txt"}

    def test_keeps_the_time_of_handing_in(self, autograded):
        course, _ = autograded
        with course.gradebook() as book:
            times = {s.student_id: str(s.timestamp) for s in book.assignment_submissions(NAME)}
        assert times == {
            "ada": "2026-03-01 12:00:00.500000", "broken": "None", "odd, name": "None"
        }  # fmt: skip

    def test_a_second_run_skips_what_is_done(self, course):
        before = support.everything(course.out / "verdicts")
        times = {path: path.stat().st_mtime_ns for path in before}
        course.autograde()
        assert {path: path.stat().st_mtime_ns for path in before} == times

    def test_autograder_grade_goes_on_from_there(self, course):
        before = {p: p.stat().st_mtime_ns for p in support.everything(course.out)}
        support.autograder("grade", NAME, cwd=course.root, check=True)
        assert {p: p.stat().st_mtime_ns for p in support.everything(course.out)} == before

    def test_a_run_that_was_killed_is_made_good_by_either_command(self, course):
        """Killed after the verdict was written, and before nbgrader wrote the notebook."""
        expected = support.everything(course.out / "autograded/ada")
        for command in (Course.autograde, Course.grade):
            shutil.rmtree(course.out / "autograded/ada")
            command(course)
            assert support.everything(course.out / "autograded/ada") == expected

    def test_no_sandbox_is_one_sentence_and_nothing_is_lost(self, course):
        before = support.everything(course.out)
        own = course.root / "sitecustomize.py"
        own.write_text("from autograder.sandbox import box\nbox.find_bubblewrap = lambda: None\n")
        path = os.pathsep.join((str(course.root), os.environ.get("PYTHONPATH", "")))
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PYTHONPATH", path)
            said = nbgrader(course.root, "autograde", NAME, "--force", status=1)
        assert "ERROR] no sandbox is installed; install bubblewrap" in said
        assert "Traceback" not in said
        own.unlink()
        assert support.everything(course.out) == before

    def test_a_limit_of_time_counts_only_when_it_is_reached_again(self, course):
        own = course.root / "sitecustomize.py"
        own.write_text(LATE_AT_FIRST)
        path = os.pathsep.join((str(course.root), os.environ.get("PYTHONPATH", "")))
        before = course.verdicts()["ada"]
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PYTHONPATH", path)
            nbgrader(course.root, "autograde", NAME, "--student", "ada", "--force")
        assert (course.root / "calls").read_text() == "ada\nada\n"
        assert course.verdicts()["ada"] == before

    def test_an_unknown_notebook_is_one_sentence(self, course):
        support.hand_in(course.out / "submitted", "ada", b"")
        (course.out / "submitted/ada/99_other").mkdir()
        (course.out / "submitted/ada/99_other/99_other.ipynb").touch()
        said = nbgrader(course.root, "autograde", "99_other", status=1)
        assert "expected the name of a notebook, got '99_other'; choose one of" in said
        assert "Traceback" not in said


class TestFeedbackAndExport:
    """`nbgrader generate_feedback` and `nbgrader export`."""

    def test_pages_are_those_of_autograder_feedback(self, course):
        nbgrader(course.root, "generate_feedback", NAME)
        theirs = {p: b for p, b in support.everything(course.out / "feedback").items()
                  if p.suffix == ".html"}  # fmt: skip
        assert len(theirs) == len(SUBMISSIONS)
        shutil.rmtree(course.out / "feedback")
        write_feedback(course.out, load_verdicts(course.out), lambda *_: None)
        assert support.everything(course.out / "feedback") == theirs

    def test_the_table_is_that_of_autograder_export(self, course):
        nbgrader(course.root, "export", "--to", "theirs.csv")
        theirs = (course.root / "theirs.csv").read_text(encoding="utf-8")
        assert theirs == export_csv(course.out).read_text(encoding="utf-8")
        scores = {
            row["student_id"]: float(row["score"]) for row in csv.DictReader(theirs.splitlines())
        }
        assert scores == {s: v["score"] for s, v in course.verdicts().items()}

    def test_the_table_may_be_of_some_students(self, course):
        nbgrader(course.root, "export", "--to", "some.csv", "--student", "['ada']")
        rows = list(csv.DictReader((course.root / "some.csv").read_text().splitlines()))
        assert [row["student_id"] for row in rows] == ["ada"]


@dataclass(frozen=True)
class Server:
    """A Jupyter server with formgrader."""

    url: str
    token: str

    def call(self, method: str, path: str, body: Any = None) -> Any:
        request = urllib.request.Request(
            f"{self.url}formgrader/api/{path}",
            method=method,
            data=json.dumps(body or {}).encode() if method != "GET" else None,
            headers={"Authorization": f"token {self.token}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=300) as answer:
            return json.loads(answer.read() or "null")

    def grade_by_hand(self, student: str, cell: str, points: float, comment: str) -> None:
        listed = self.call("GET", f"submitted_notebooks/{NAME}/{NAME}")
        (notebook,) = [n for n in listed if n["student"] == student]
        where = f"submission_id={notebook['id']}"
        (grade,) = [g for g in self.call("GET", f"grades?{where}") if g["name"] == cell]
        self.call("PUT", f"grade/{grade['id']}", {"manual_score": points, "extra_credit": None})
        (said,) = [c for c in self.call("GET", f"comments?{where}") if c["name"] == cell]
        self.call("PUT", f"comment/{said['id']}", {"manual_comment": comment})


@contextlib.contextmanager
def formgrader(course: Course) -> Iterator[Server]:
    """Start a real server in the course's folder."""
    extensions = {"nbgrader.server_extensions.formgrader": True}
    options = ("--no-browser", "--allow-root", "--port=0", "--IdentityProvider.token=abc")
    enabled = f"--ServerApp.jpserver_extensions={extensions}"
    with subprocess.Popen(
        [sys.executable, "-m", "jupyter_server", *options, enabled],
        cwd=course.root,
        env=environment(course.root),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            runtime = course.root.parent / "RUNTIME"
            deadline = time.monotonic() + 120
            while not (found := list(runtime.glob("jpserver-*.json"))):
                assert process.poll() is None, "the server ended"
                assert time.monotonic() < deadline, "the server does not start"
                time.sleep(0.1)
            yield Server(json.loads(found[0].read_text())["url"], "abc")
        finally:
            process.terminate()


class TestFormgrader:
    """Its buttons, over its real HTTP interface; and grades that are given there by hand.

    One walk, because a server takes long to start.
    """

    def test_lists_autogrades_and_keeps_what_was_given_by_hand_by_either_road(self, tmp_path):
        course = make_course(tmp_path)
        course.submitted("ada").joinpath("timestamp.txt").write_text("2026-03-01 12:00:00 UTC")
        course.grade()
        verdicts = course.verdicts()
        with formgrader(course) as server:
            listed = server.call("GET", f"submissions/{NAME}")
            is_graded = {s["student"]: s["autograded"] for s in listed}
            assert is_graded == dict.fromkeys(SUBMISSIONS, True)
            scores = {s["student"]: s["score"] for s in listed}
            assert scores == {s: v["score"] for s, v in verdicts.items()}

            server.grade_by_hand("ada", QUESTION, 2.5, "Where is the number?")
            assert course.grade_of("ada", QUESTION) == (None, 2.5, False)
            answer = server.call("POST", f"submission/{NAME}/ada/autograde")
            assert answer["success"], answer
            # Nothing has changed, so nobody has to look again.
            assert course.grade_of("ada", QUESTION) == (None, 2.5, False)
            assert course.verdicts() == verdicts
            course.grade(force=True)
            assert course.grade_of("ada", QUESTION) == (None, 2.5, False)

            changed = support.sheet({**answers(), QUESTION: "I think otherwise now."})
            support.hand_in(course.out / "submitted", "ada", changed)
            answer = server.call("POST", f"submission/{NAME}/ada/autograde")
            assert answer["success"], answer
            assert course.grade_of("ada", QUESTION) == (None, 2.5, True)
            # It stays to be looked at until a person has.
            course.grade(force=True)
            assert course.grade_of("ada", QUESTION) == (None, 2.5, True)
            server.grade_by_hand("ada", QUESTION, 1.0, "Where is the number?")
            course.grade(force=True)
            assert course.grade_of("ada", QUESTION) == (None, 1.0, False)
            with course.gradebook() as book:
                said = book.find_comment(QUESTION, NAME, NAME, "ada").comment
            assert said == "Where is the number?"

            answer = server.call("POST", f"assignment/{NAME}/generate_feedback")
            assert answer["success"], answer
        page = course.out / "feedback/ada" / NAME / f"{NAME}.html"
        assert "Where is the number?" in page.read_text(encoding="utf-8")
