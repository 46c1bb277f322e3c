"""The command line: what it prints, and one sentence and status 2 where it cannot go on."""

from __future__ import annotations

import contextlib
import resource
import sqlite3
import sys
from pathlib import Path

import class_support as support
import pytest
from class_support import KERNELS, everything

from autograder import cli
from autograder.grading import gradebook


@pytest.fixture
def run(monkeypatch, capsys):
    """Run the command line in this process; gives the status and what it wrote."""

    def run_here(*arguments: object, cwd: Path = support.ROOT) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["autograder", *map(str, arguments)])
        monkeypatch.chdir(cwd)
        status = 0
        try:
            cli.main()
        except SystemExit as ended:
            status = int(ended.code or 0)
        said = capsys.readouterr()
        return status, said.out, said.err

    return run_here


@pytest.fixture
def refuses(run):
    """Run the command line, which must refuse in one sentence; gives the sentence."""

    def refused(*arguments: object, cwd: Path = support.ROOT) -> str:
        status, _, said = run(*arguments, cwd=cwd)
        assert status == 2
        assert said.startswith("error: ")
        assert said.count("\n") == 1
        return said.removeprefix("error: ").strip()

    return refused


class TestBuild:
    """autograder build, and its --check."""

    def test_writes_and_then_finds_all_fresh(self, run, course):
        status, wrote, _ = run("build", cwd=course)
        assert status == 0
        assert "wrote notebooks/02_kernels/02_kernels.ipynb" in wrote
        assert "wrote build/source/02_kernels/02_kernels.ipynb" in wrote
        assert run("build", "--check", cwd=course) == (0, "notebooks/ is up to date\n", "")

    def test_check_fails_when_stale_says_what_to_do_and_writes_nothing(self, run, course):
        script = course / "solutions/02_kernels.py"
        script.write_text(script.read_text().replace("# # Kernels", "# # Colonels"))
        before = everything(course)
        status, said, _ = run("build", "--check", cwd=course)
        assert status == 1
        assert said == "stale: notebooks/02_kernels/02_kernels.ipynb; run autograder build\n"
        assert everything(course) == before

    def test_a_script_that_does_not_fit_is_refused(self, refuses, course):
        script = course / "solutions/02_kernels.py"
        script.write_text(script.read_text().replace('exercise="conv2d"', 'exercise="convv2d"'))
        before = everything(course)
        said = refuses("build", cwd=course)
        assert "no exercise 'convv2d' is declared for 02_kernels; declare it" in said
        assert everything(course) == before


class TestRefusals:
    """Bad input gets one sentence and status 2, and what was there stays as it was."""

    def test_outside_a_course(self, refuses, tmp_path):
        assert "change into the course's folder" in refuses("build", cwd=tmp_path)
        assert "change into the course's folder" in refuses("grade", cwd=tmp_path)

    def test_a_missing_folder_of_submissions(self, refuses, tmp_path):
        said = refuses("grade", "--submitted", tmp_path / "none", "--out", tmp_path / "out")
        assert said.startswith(f"no folder {tmp_path}/none; put submissions there")
        assert not (tmp_path / "out").exists()

    def test_a_folder_without_submissions(self, refuses, tmp_path):
        said = refuses("grade", KERNELS.name, "--submitted", tmp_path, "--out", tmp_path / "out")
        assert said.startswith(f"no submissions of 02_kernels under {tmp_path}; expected")

    def test_an_unknown_notebook(self, refuses, own):
        said = refuses("grade", "02_colonels", "--submitted", own.submitted, "--out", own.out)
        assert "got '02_colonels'; choose one of" in said
        assert "got '02_colonels'; choose one of" in refuses("demo", "02_colonels")

    @pytest.mark.parametrize(
        ("release", "reason"),
        [
            (None, "No such file or directory"),
            (b"\xff\xfe", "it is no notebook"),
            (b"{}", "it is no notebook"),
            (b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [1]}', "it is no"),
        ],
        ids=["missing", "bytes", "empty", "invalid"],
    )
    def test_an_unreadable_release(self, refuses, own, course, release, reason):
        path = course / "notebooks/02_kernels/02_kernels.ipynb"
        path.unlink() if release is None else path.write_bytes(release)
        before = everything(own.out)
        options = ("--submitted", own.submitted, "--out", own.out, "--force")
        said = refuses("grade", KERNELS.name, *options, cwd=course)
        assert f"cannot read the release {path}: {reason}" in said
        assert said.endswith("; run autograder build")
        assert everything(own.out) == before

    def test_an_out_that_is_a_file(self, refuses, own, tmp_path):
        (tmp_path / "file").write_text("precious")
        said = refuses("grade", "--submitted", own.submitted, "--out", tmp_path / "file")
        assert "is a file" in said
        below = refuses("grade", "--submitted", own.submitted, "--out", tmp_path / "file" / "out")
        assert below.startswith("Not a directory (")
        assert (tmp_path / "file").read_text() == "precious"

    @pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="needs a folder nobody can write")
    def test_an_out_that_cannot_be_written(self, refuses, own):
        said = refuses("grade", "--submitted", own.submitted, "--out", "/sys/kernel/cnn/out")
        assert said.endswith("; what was there before is untouched")

    def test_a_secret_that_is_none(self, refuses, own):
        (own.out / "secret").write_bytes(b"short")
        before = everything(own.out)
        said = refuses("grade", "--submitted", own.submitted, "--out", own.out)
        assert f"expected 32 bytes in {own.out}/secret, got 5; restore it" in said
        assert everything(own.out) == before

    @pytest.mark.parametrize("step", ["feedback", "report"])
    def test_pages_without_verdicts(self, refuses, tmp_path, step):
        assert "run autograder grade first" in refuses(step, "--out", tmp_path)
        assert list(tmp_path.iterdir()) == []

    def test_an_export_without_a_gradebook(self, refuses, tmp_path):
        assert "no gradebook.db under" in refuses("export", "--out", tmp_path)
        assert list(tmp_path.iterdir()) == []

    def test_pages_whose_rebuilt_notebook_is_gone(self, refuses, own):
        (own.out / "autograded/empty/02_kernels/02_kernels.ipynb").unlink()
        said = refuses("feedback", "--out", own.out)
        assert said.endswith("No such file or directory; run autograder grade --force")

    def test_a_sample_class_where_other_files_are(self, refuses, tmp_path):
        (tmp_path / "thesis.tex").write_text("precious")
        said = refuses("demo", "--out", tmp_path)
        assert said == f"{tmp_path} holds other files; name a new folder with --out"
        assert everything(tmp_path) == {tmp_path / "thesis.tex": b"precious"}

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (("grade", "--jobs", "0"), "Invalid value for '--jobs'"),
            (("grade", "--fast"), "No such option"),
            (("degrade",), "No such command"),
            (("demo", "--students", "many"), "Invalid value for '--students'"),
        ],
    )
    def test_a_command_line_that_says_nothing(self, refuses, arguments, message):
        said = refuses(*arguments)
        assert message in said
        assert said.endswith("; autograder --help says more")


class TestGradebookInTheWay:
    """A gradebook that is locked or is something else is left as it is."""

    def test_text_is_no_database(self, refuses, own):
        (own.out / "gradebook.db").write_text("my notes")
        before = everything(own.out)
        said = refuses("grade", "--submitted", own.submitted, "--out", own.out)
        assert said.endswith("gradebook.db is not nbgrader's: file is not a database; "
                             "move it away and run again")  # fmt: skip
        assert everything(own.out) == before

    def test_another_programs_database_is_not_touched(self, refuses, own):
        path = own.out / "gradebook.db"
        path.unlink()
        with contextlib.closing(sqlite3.connect(path)) as database:
            database.execute("CREATE TABLE recipes (name TEXT)")
        before = everything(own.out)
        for command in ("grade", "export"):
            options = ("--submitted", own.submitted) if command == "grade" else ()
            said = refuses(command, *options, "--out", own.out)
            assert "is not nbgrader's: it has other tables; move it away" in said
        assert everything(own.out) == before

    def test_one_that_stays_locked_stops_the_run_and_the_next_one_goes_on(
        self, run, refuses, own, monkeypatch
    ):
        monkeypatch.setattr(gradebook, "ATTEMPTS", 1)
        support.hand_in(own.submitted, "broken", b"still broken")
        before = everything(own.out)
        holder = sqlite3.connect(own.out / "gradebook.db")
        with contextlib.closing(holder):
            holder.execute("BEGIN EXCLUSIVE")
            said = refuses("grade", "--submitted", own.submitted, "--out", own.out)
            holder.rollback()
        assert said.startswith("the gradebook cannot be used: database is locked; close formgrader")
        assert everything(own.out) == before
        assert run("grade", "--submitted", own.submitted, "--out", own.out)[0] == 0

    def test_a_reader_in_the_middle_of_a_page_does_not_stop_it(self, run, own):
        """Formgrader reads while the grader writes; both go on."""
        support.hand_in(own.submitted, "broken", b"still broken")
        reader = sqlite3.connect(own.out / "gradebook.db")
        with contextlib.closing(reader):
            reader.execute("SELECT * FROM student").fetchone()
            reader.rollback()
            assert run("grade", "--submitted", own.submitted, "--out", own.out)[0] == 0


class TestFullDisk:
    """No room: one sentence, whole files, and the next run goes on."""

    LIMIT = 60_000  # less than a gradebook, more than a verdict

    def grade(self, submitted: Path, out: Path):
        def little_room() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (self.LIMIT, self.LIMIT))

        options = ("--submitted", submitted, "--out", out, "--jobs", 1)
        return support.autograder("grade", *options, preexec_fn=little_room)

    def test_in_a_new_folder_no_half_gradebook_is_left(self, own, tmp_path):
        out = tmp_path / "new"
        ended = self.grade(own.submitted, out)
        assert ended.returncode == 2
        assert ended.stderr.startswith("error: ")
        assert ended.stderr.count("\n") == 1
        assert {path.name for path in out.iterdir()} <= {"secret", ".grading"}

    def test_verdicts_of_earlier_runs_stay_and_the_next_run_completes(self, run, own):
        support.hand_in(own.submitted, "broken", b"still broken")
        ended = self.grade(own.submitted, own.out)
        assert ended.returncode == 2
        assert ended.stderr.startswith("error: ")
        assert ended.stderr.count("\n") == 1
        assert support.read_verdicts(own.out) == own.verdicts
        assert run("grade", "--submitted", own.submitted, "--out", own.out)[0] == 0
        after = support.read_verdicts(own.out)
        assert after.keys() == own.verdicts.keys()
        assert after["partial"] == own.verdicts["partial"]


class TestSteps:
    """Each command says where to look and which command comes next."""

    def test_from_verdicts_to_the_export(self, run, own):
        out = ("--out", own.out)
        status, said, _ = run("grade", "--submitted", own.submitted, *out)
        assert status == 0
        assert said.splitlines()[-2:] == [
            f"verdicts: {own.out}/verdicts",
            f"Next: autograder feedback --out {own.out}",
        ]
        status, said, _ = run("feedback", *out)
        assert said.splitlines()[-1] == f"Next: autograder report --out {own.out}"
        status, said, _ = run("report", *out)
        assert said.splitlines()[-2:] == [
            f"page: {own.out}/report/index.html",
            f"Next: autograder export --out {own.out}",
        ]
        status, said, _ = run("export", *out)
        assert (status, said.splitlines()[-1]) == (0, f"grades: {own.out}/grades.csv")

    def test_help_names_every_command(self, run):
        status, said, _ = run("--help")
        assert status == 0
        for command in ("build", "grade", "feedback", "report", "export", "demo", "doctor"):
            assert f"\n  {command} " in said
