"""A grader that is killed, has no room, or is not alone: nothing is lost, and the next run ends."""

from __future__ import annotations

import contextlib
import json
import math
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import class_support as support
import pytest
from class_support import KERNELS, QUESTION

from autograder.grading import folder as module
from autograder.grading.folder import only_writer, remove_leftovers, tidied
from autograder.grading.gradebook import CourseGradebook
from autograder.sandbox.bubblewrap import find_bubblewrap

#: How often the grader is killed, in each way once; KILLS=50 and more for a long look.
KILLS = int(os.environ.get("KILLS", "12"))
ANSWERS = dict(list(support.right_answers().items())[:2])
CLASS = {
    "ada": support.sheet(ANSWERS),
    "broken": b'{"cells": [',
    "emmy": support.sheet({**ANSWERS, QUESTION: "It is the gain."}),
    "half": support.sheet(dict(list(ANSWERS.items())[:1])),
}


@dataclass(frozen=True)
class Undisturbed:
    """The class, graded without a disturbance."""

    submitted: Path
    verdicts: dict[str, Any]
    scores: dict[tuple[str, str], tuple[float, bool]]
    seconds: float

    def command(self, out: Path, *options: object) -> list[str]:
        folders = ("--submitted", self.submitted, "--out", out)
        return support.command("grade", KERNELS.name, *folders, *options)

    def check(self, out: Path) -> None:
        """Grade to the end, and find what an undisturbed run finds, and nothing else."""
        ended = subprocess.run(self.command(out), cwd=support.ROOT, capture_output=True, text=True)
        assert (ended.returncode, ended.stderr) == (0, "")
        assert support.read_verdicts(out) == self.verdicts
        assert scores(out) == self.scores
        assert leftovers(out) == []


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory) -> Undisturbed:
    folder = tmp_path_factory.mktemp("undisturbed")
    submitted, out = folder / "submitted", support.new_out(folder / "out")
    for student, data in CLASS.items():
        support.hand_in(submitted, student, data)
    graded = Undisturbed(submitted, {}, {}, 0.0)
    start = time.monotonic()
    subprocess.run(graded.command(out), cwd=support.ROOT, capture_output=True, check=True)
    seconds = time.monotonic() - start
    return Undisturbed(submitted, support.read_verdicts(out), scores(out), seconds)


def scores(out: Path) -> dict[tuple[str, str], tuple[float, bool]]:
    with CourseGradebook(out) as gradebook:
        return {
            (student, name): (grade.score, grade.waits)
            for student in gradebook.recorded(KERNELS.name)
            for name, grade in gradebook.grades(student, KERNELS.name).items()
        }


def leftovers(out: Path) -> list[str]:
    """Files that no undisturbed run leaves."""
    known = {".grading", "secret", "gradebook.db", f".{KERNELS.name}.stamp"}
    known |= {f"{KERNELS.name}.json", f"{KERNELS.name}.ipynb"}
    return [str(path) for path in out.rglob("*") if path.is_file() and path.name not in known]


def descendants(process: int) -> set[tuple[int, str]]:
    """Every process below one, with the time of its start, so that a number used again shows."""
    found = set()
    for child in children(process):
        with contextlib.suppress(OSError):
            found |= {(child, started_at(child))} | descendants(child)
    return found


def children(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task")
    with contextlib.suppress(OSError):
        lists = [(task / "children").read_text() for task in tasks.iterdir()]
        return [int(number) for line in lists for number in line.split()]
    return []


def started_at(process: int) -> str:
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[19]


def alive(processes: set[tuple[int, str]]) -> set[tuple[int, str]]:
    left = set()
    for number, start in processes:
        with contextlib.suppress(OSError):
            state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
            if state[19] == start and state[0] != "Z":
                left.add((number, start))
    return left


#: How a grader may be ended: killed, by a service manager, by a terminal that is closed, and by
#: somebody who does not wait for the first Ctrl-C.
ENDS = {
    "killed": [signal.SIGKILL],
    "terminated": [signal.SIGTERM],
    "hung-up": [signal.SIGHUP],
    "interrupted-twice": [signal.SIGINT, signal.SIGINT],
}


class TestKill:
    """A signal at random moments, to the main process alone or to its whole group."""

    def test_nothing_is_lost_and_nothing_is_left(self, undisturbed, tmp_path):
        chance, out = random.Random(11), tmp_path / "out"
        ends = [*ENDS.values(), *[ENDS["killed"]] * 2]  # a kill is the hardest: half of them
        for number in range(KILLS):
            if number % 4 == 0:
                shutil.rmtree(out, ignore_errors=True)
                support.new_out(out)
            self.end_a_run(undisturbed, out, chance, number % 2 == 0, ends[number // 2 % len(ends)])
            for student, verdict in self.whole_verdicts(out).items():
                assert verdict == undisturbed.verdicts[student]
        undisturbed.check(out)

    def end_a_run(
        self,
        undisturbed: Undisturbed,
        out: Path,
        chance: random.Random,
        whole_group: bool,
        signals: list[signal.Signals],
    ) -> None:
        process = subprocess.Popen(
            undisturbed.command(out, "--force", "--jobs", 2),
            cwd=support.ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(chance.uniform(0, undisturbed.seconds))
        below = descendants(process.pid)
        for number, sent in enumerate(signals):
            time.sleep(0.05 * number)
            with contextlib.suppress(ProcessLookupError):  # it may have ended by itself
                (os.killpg if whole_group else os.kill)(process.pid, sent)
        process.wait(timeout=60)
        deadline = time.monotonic() + 60
        while (left := alive(below)) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert left == set()

    def whole_verdicts(self, out: Path) -> dict[str, Any]:
        """Every verdict's file, of which none may be half-written."""
        files = (out / "verdicts").glob("*/*.json")
        return {file.parent.name: json.loads(file.read_bytes()) for file in files}


class TestKillWhilePagesAreWritten:
    """A kill while feedback, the report or the table is written: each is the old one, or whole."""

    #: Writes them again and again, once all is imported.
    PROGRAM = """
import pathlib, sys
from autograder.grading.feedback import write_feedback
from autograder.grading.gradebook import export_csv
from autograder.grading.report import write_report
from autograder.grading.verdict import load_verdicts
out = pathlib.Path(sys.argv[1])
for turn in range(int(sys.argv[2])):
    verdicts = load_verdicts(out)
    write_feedback(out, verdicts, lambda *_: None)
    write_report(out, verdicts)
    export_csv(out)
    print("written", flush=True)
"""

    def writer(self, out: Path, turns: int) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", self.PROGRAM, str(out), str(turns)]
        return subprocess.Popen(command, cwd=support.ROOT, stdout=subprocess.PIPE, text=True)

    def test_nothing_is_half_written_and_nothing_is_left(self, graded, tmp_path):
        chance, out = random.Random(7), tmp_path / "out"
        shutil.copytree(graded.out, out)
        with self.writer(out, 1) as undisturbed:
            undisturbed.communicate()
        pages = self.pages(out)
        assert len(pages) == len(graded.verdicts) + 3
        for _ in range(math.ceil(KILLS / 4)):
            with self.writer(out, 10**6) as process:
                assert process.stdout is not None
                process.stdout.readline()
                time.sleep(chance.uniform(0, 1))
                process.kill()
            found = self.pages(out)
            assert {path: found[path] for path in pages} == pages
        with self.writer(out, 1) as last:
            assert last.communicate()[0] == "written\n"
        assert self.pages(out) == pages

    def pages(self, out: Path) -> dict[Path, bytes]:
        """All that was written, unfinished files included."""
        places = [*out.glob("feedback/**/*"), *out.glob("report/*"), *out.glob("*.csv*")]
        return {path: path.read_bytes() for path in places if path.is_file()}


class TestFullDisk:
    """A real disk without room: one sentence, and once there is room the next run completes."""

    #: Runs inside a box with a small disk of its own: grades with less and less in the way.
    PROGRAM = """
import pathlib, shutil, subprocess, sys
out, keep, *command = sys.argv[1:]
disk, said = pathlib.Path(out).parent, []
pathlib.Path(out).mkdir()
shutil.copy(pathlib.Path(keep) / "secret", out)
for room in (0, 20_000, 100_000, 180_000, 260_000):
    free = shutil.disk_usage(disk).free
    with open(disk / "ballast", "wb") as ballast:
        ballast.truncate(0)
        ballast.write(bytes(max(0, free - room)))
    ended = subprocess.run(command, capture_output=True, text=True)
    said.append(f"{ended.returncode} {ended.stderr.strip()}")
    (disk / "ballast").unlink()
ended = subprocess.run(command, capture_output=True, text=True)
said.append(f"{ended.returncode} {ended.stderr.strip()}")
pathlib.Path(keep, "said").write_text("\\n".join(said))
shutil.copytree(out, pathlib.Path(keep) / "out")
"""

    def test_stops_with_one_sentence_and_the_next_run_completes(self, undisturbed, tmp_path):
        disk, keep = tmp_path / "disk", support.new_out(tmp_path / "keep")
        disk.mkdir()
        command = undisturbed.command(disk / "out", "--jobs", 1)
        box = [find_bubblewrap(), "--dev-bind", "/", "/", "--proc", "/proc"]
        box += ["--size", str(4 * 2**20), "--tmpfs", disk]
        program = [sys.executable, "-c", self.PROGRAM, disk / "out", keep, *command]
        subprocess.run([*box, *program], cwd=support.ROOT, check=True)
        *full, last = (keep / "said").read_text().splitlines()
        assert [line for line in full if not line.startswith("2 error: ")] == []
        assert last == "0 "
        undisturbed.check(keep / "out")


class TestGradebookHeldByAnother:
    """Formgrader, or whoever else, holds a lock of the gradebook."""

    def test_for_some_seconds_is_waited_for(self, undisturbed, tmp_path):
        out = support.new_out(tmp_path / "out")
        with CourseGradebook(out):
            pass  # there is one
        holder = sqlite3.connect(out / "gradebook.db", check_same_thread=False)
        with contextlib.closing(holder):
            holder.execute("BEGIN EXCLUSIVE")
            release = threading.Timer(8, holder.rollback)
            release.start()
            undisturbed.check(out)
            release.join()


class TestOnlyWriter:
    """One grader at a time writes to a folder."""

    @pytest.fixture
    def held(self, tmp_path) -> Iterator[Path]:
        program = (
            "import pathlib, sys, time\n"
            "from autograder.grading.folder import only_writer\n"
            "with only_writer(pathlib.Path(sys.argv[1])):\n"
            "    print('held', flush=True)\n"
            "    time.sleep(600)\n"
        )
        command = [sys.executable, "-c", program, tmp_path / "out"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "held\n"
            yield tmp_path / "out"
            process.kill()

    def test_another_one_is_refused_with_the_remedy(self, held, monkeypatch, undisturbed):
        monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.3)
        with pytest.raises(
            module.GradingError,
            match=r"another grader is at work in .*/out; wait until it has ended and run again",
        ):
            support.grade(undisturbed.submitted, held)
        assert not (held / "verdicts").exists()

    def test_one_that_ends_soon_is_waited_for(self, tmp_path):
        order = []

        def first() -> None:
            with only_writer(tmp_path):
                entered.set()
                time.sleep(0.3)
                order.append("first")

        entered = threading.Event()
        thread = threading.Thread(target=first)
        thread.start()
        entered.wait()
        with only_writer(tmp_path):
            order.append("second")
        thread.join()
        assert order == ["first", "second"]


class TestRemoveLeftovers:
    """Unfinished files of a killed grader go; everything else stays."""

    def test_knows_its_own_unfinished_files(self, tmp_path):
        stay = [
            "secret", "gradebook.db", ".mine-abcdefgh", "verdicts/ada/02_kernels.json",
            "verdicts/ada/.02_kernels.stamp", "autograded/ada/02_kernels/02_kernels.ipynb",
            "autograded/ada/02_kernels/.notes", "submitted/ada/02_kernels/.02.ipynb-abcdefgh",
        ]  # fmt: skip
        go = [
            ".secret-1234abcd", ".gradebook-x1/gradebook.db",
            "verdicts/ada/.02_kernels.json-abc_1234", "verdicts/ada/..02_kernels.stamp-abcd1234",
            "autograded/ada/02_kernels/.02_kernels.ipynb-abcd1234",
            "autograded/ada/02_kernels/.timestamp.txt-abcd1234",
            "feedback/ada/02_kernels/.02_kernels.html-abcd1234", "report/.index.html-abcd1234",
            ".grades.csv-abcd1234",
        ]  # fmt: skip
        for name in (*stay, *go):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).touch()
        remove_leftovers(tmp_path)
        left = {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()}
        assert left == set(stay)
        assert not (tmp_path / ".gradebook-x1").exists()


class TestTidied:
    """Pages and tables are written without leftovers, and beside a grader without waiting."""

    @pytest.mark.parametrize("is_held", [False, True])
    def test_removes_leftovers_where_no_grader_is_at_work(self, tmp_path, is_held):
        left = tmp_path / ".grades.csv-abcd1234"
        left.touch()
        with only_writer(tmp_path) if is_held else contextlib.nullcontext(), tidied(tmp_path):
            assert left.exists() == is_held
