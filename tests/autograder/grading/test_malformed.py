"""Whatever is handed in gets a verdict with a reason, and touches nobody else's."""

from __future__ import annotations

import ctypes
import os
import re
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import class_support as support
import pytest
from class_support import KERNELS

from autograder.grading.feedback import write_feedback
from autograder.grading.gradebook import CourseGradebook
from autograder.grading.rebuild import RejectedError, read_submission
from autograder.grading.report import write_report
from autograder.grading.submissions import student_name
from autograder.grading.verdict import load_verdicts, verdict_path

from . import malformed
from .malformed import HONEST, MALFORMED, NAMES

NEIGHBOURS = ("honest", "zz-honest")


@dataclass(frozen=True)
class Batch:
    """What grading one folder with all malformed submissions gave."""

    out: Path
    verdicts: dict
    said: str
    peak_bytes: int


#: Runs a command and writes down its peak of memory, in KiB. To Linux, what a process had before it
#: became the command counts as well: that is little here, and much in a process that runs tests.
MEASURE = """
import resource, subprocess, sys
ended = subprocess.run(sys.argv[2:])
with open(sys.argv[1], "w") as file:
    file.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(ended.returncode)
"""


@pytest.fixture(scope="module")
def batch(tmp_path_factory) -> Batch:
    """All malformed submissions in one batch, with an honest one before and one after them."""
    folder = tmp_path_factory.mktemp("malformed")
    submitted, out = folder / "submitted", support.new_out(folder / "out")
    for student in NEIGHBOURS:
        support.hand_in(submitted, student, HONEST)
    malformed.build(submitted)
    options = ("--submitted", submitted, "--out", out, "--jobs", 2)
    command = support.command("grade", KERNELS.name, *options)
    measured = [sys.executable, "-c", MEASURE, folder / "peak", *command]
    with (folder / "stderr").open("wb") as stderr:
        process = subprocess.run(measured, cwd=support.ROOT, stdout=stderr, stderr=stderr)
    said = (folder / "stderr").read_text(encoding="utf-8")
    assert process.returncode == 0, said
    peak_bytes = 1024 * int((folder / "peak").read_text())
    return Batch(out, support.read_verdicts(out), said, peak_bytes)


class TestVerdict:
    """A malformed file's own verdict."""

    @pytest.mark.parametrize("name", MALFORMED)
    def test_is_what_its_answers_earn_or_a_reason(self, batch, name):
        expected, verdict = MALFORMED[name], batch.verdicts[name]
        assert verdict["score"] == expected.points
        if expected.reason is None:
            assert (verdict["status"], verdict["reason"]) == ("graded", None)
        else:
            assert verdict["status"] == "rejected"
            assert re.search(expected.reason, verdict["reason"])
            assert malformed.is_sentence(verdict["reason"])

    def test_names_the_length_of_an_endless_cell(self, batch):
        judged = batch.verdicts["long-line"]["exercises"][0]
        assert "this cell has 10000006 characters, more than 100000; shorten" in judged["message"]

    @pytest.mark.parametrize("raw", NAMES, ids=ascii)
    def test_is_under_a_name_of_its_own_whatever_the_folder_is_called(self, batch, raw):
        verdict = batch.verdicts[student_name(os.fsdecode(raw))]
        assert (verdict["student"], verdict["score"]) == (
            student_name(os.fsdecode(raw)),
            malformed.FULL,
        )

    def test_is_there_for_everybody_and_is_recorded(self, batch):
        assert len(batch.verdicts) == len(MALFORMED) + len(NAMES) + len(NEIGHBOURS)
        with CourseGradebook(batch.out) as gradebook:
            assert gradebook.recorded(KERNELS.name).keys() == batch.verdicts.keys()


class TestBatch:
    """What the others, and the machine, notice of it."""

    def test_neighbours_have_the_verdict_that_they_have_alone(self, batch, tmp_path):
        submitted, out = tmp_path / "submitted", support.new_out(tmp_path / "out")
        for student in NEIGHBOURS:
            support.hand_in(submitted, student, HONEST)
        support.grade(submitted, out)
        for student in NEIGHBOURS:
            alone, beside = (verdict_path(o, student, KERNELS.name) for o in (out, batch.out))
            assert beside.read_bytes() == alone.read_bytes()

    def test_ends_without_a_traceback_and_moves_no_cursor(self, batch):
        assert "Traceback" not in batch.said
        assert "\x1b" not in batch.said

    def test_takes_no_more_memory_than_its_largest_file_needs(self, batch):
        assert batch.peak_bytes < 700 * 2**20

    def test_has_a_page_for_everybody(self, batch):
        verdicts = load_verdicts(batch.out)
        pages = write_feedback(batch.out, verdicts, lambda *_: None)
        assert len(set(pages)) == len(batch.verdicts)
        assert write_report(batch.out, verdicts).is_file()


def obey_permissions() -> None:
    """Let the program that is started next obey permissions, even where it is started by root."""
    drop_from_bounding_set, override, read_search = 24, 1, 2
    for capability in (override, read_search):
        ctypes.CDLL(None).prctl(drop_from_bounding_set, capability, 0, 0, 0)


class TestUnreadable:
    """Files and folders that the grader may not read."""

    def test_get_a_reason_and_the_neighbour_points(self, tmp_path):
        everybody = ("file", "folder", "student", "honest")
        submitted, out = tmp_path / "submitted", support.new_out(tmp_path / "out")
        paths = {student: support.hand_in(submitted, student, HONEST) for student in everybody}
        closed = [paths["file"], paths["folder"].parent, paths["student"].parents[1]]
        for path in closed:
            path.chmod(0)
        options = ("--submitted", submitted, "--out", out, "--jobs", 1)
        ended = support.autograder("grade", *options, preexec_fn=obey_permissions)
        for path in reversed(closed):
            path.chmod(0o700)
        assert (ended.returncode, ended.stderr) == (0, "")
        verdicts = support.read_verdicts(out)
        reason = "02_kernels.ipynb cannot be read: Permission denied."
        assert {s: v["reason"] for s, v in verdicts.items()} == {
            **dict.fromkeys(everybody, reason),
            "honest": None,
        }
        assert verdicts["honest"]["score"] == malformed.FULL


class TestChangingFile:
    """A file that changes, or goes away, while it is read."""

    def test_gives_bytes_or_a_reason(self, tmp_path):
        path, stop = tmp_path / "02_kernels.ipynb", threading.Event()

        def disturb() -> None:
            while not stop.is_set():
                path.write_bytes(HONEST)
                time.sleep(0.0005)
                os.truncate(path, 10)
                path.unlink()
                path.mkdir()
                path.rmdir()
                path.symlink_to("/dev/zero")
                time.sleep(0.0005)
                path.unlink()

        thread = threading.Thread(target=disturb)
        thread.start()
        try:
            seen = [self.read(path) for _ in range(2_000)]
        finally:
            stop.set()
            thread.join()
        reasons = [what for what in seen if isinstance(what, str)]
        assert 0 < len(reasons) < len(seen)
        assert all(map(malformed.is_sentence, reasons))

    def read(self, path: Path) -> bytes | str:
        try:
            return read_submission(path)
        except RejectedError as error:
            return str(error)
