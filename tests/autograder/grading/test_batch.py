"""A class is graded once, whatever is handed in and however often the grader is stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import class_support as support
import numpy as np
import pytest
from class_support import HOSTILE_NAME, KERNELS
from nbformat import NotebookNode

from autograder.course import Notebook
from autograder.errors import GradingError
from autograder.exercises import exercises_of
from autograder.grading import batch
from autograder.grading.engine import Graded, Grader
from autograder.grading.feedback import write_feedback
from autograder.grading.gradebook import CourseGradebook
from autograder.grading.report import write_report
from autograder.grading.submissions import Submission
from autograder.grading.verdict import load_verdicts, rejected
from autograder.observation import Observation
from autograder.sandbox import Run

EXERCISES = exercises_of(KERNELS.name)


def judgement_of(verdict: dict, name: str) -> dict:
    return next(e for e in verdict["exercises"] if e["name"] == name)


class TestVerdictFile:
    """The form of OUT/verdicts/<student>/<notebook>.json."""

    def test_has_exactly_the_documented_keys(self, graded):
        keys = ["schema", "student", "notebook", "status", "reason", "sandbox"]
        keys += ["score", "max_score", "exercises"]
        judged = ["name", "points", "max_points", "outcome", "misconception", "message"]
        for verdict in graded.verdicts.values():
            assert list(verdict) == keys
            assert [list(e) for e in verdict["exercises"]] == [judged] * len(EXERCISES)

    def test_names_what_it_is_about(self, graded):
        for student, verdict in graded.verdicts.items():
            assert verdict["schema"] == 1
            assert verdict["student"] == student
            assert verdict["notebook"] == KERNELS.name
            assert verdict["sandbox"] == "bubblewrap"
            assert [e["name"] for e in verdict["exercises"]] == [e.name for e in EXERCISES]

    def test_points_are_floats_that_add_up(self, graded):
        for verdict in graded.verdicts.values():
            assert all(type(e["points"]) is float for e in verdict["exercises"])
            assert verdict["score"] == sum(e["points"] for e in verdict["exercises"])
            assert (
                verdict["max_score"] == 30.0 == sum(e["max_points"] for e in verdict["exercises"])
            )

    def test_outcomes_are_those_of_the_design(self, graded):
        known = ["passed", "partial", "failed", "missing", "error", "timeout", "forbidden"]
        outcomes = {e["outcome"] for v in graded.verdicts.values() for e in v["exercises"]}
        assert outcomes <= set(known)
        assert outcomes >= {"passed", "failed", "missing", "error"}


class TestVerdicts:
    """Who gets what, and why."""

    def test_the_right_answers_earn_everything(self, graded):
        assert graded.verdicts["ada"]["score"] == 30.0

    def test_an_empty_notebook_earns_nothing(self, graded):
        verdict = graded.verdicts["empty"]
        assert (verdict["status"], verdict["score"]) == ("graded", 0.0)
        assert {e["outcome"] for e in verdict["exercises"]} == {"missing"}

    def test_a_known_mistake_is_named_and_costs_its_own_exercise(self, graded):
        verdict = graded.verdicts["flipped"]
        wrong = judgement_of(verdict, "conv2d")
        assert wrong["misconception"] == "flipped-on-both-axes"
        assert wrong["points"] < wrong["max_points"]
        assert verdict["score"] == 30.0 - (wrong["max_points"] - wrong["points"])

    def test_what_is_written_counts_and_the_rest_is_missing(self, graded):
        outcomes = [e["outcome"] for e in graded.verdicts["partial"]["exercises"]]
        assert outcomes == ["passed"] * 3 + ["missing"] * (len(EXERCISES) - 3)

    def test_an_answer_that_is_wrong_for_hidden_shapes_only_loses_points(self, graded):
        judged = judgement_of(graded.verdicts["visible"], "correlate2d")
        assert 0 < judged["points"] < judged["max_points"]
        assert judged["outcome"] == "partial"

    def test_a_broken_file_is_rejected_with_a_reason(self, graded):
        verdict = graded.verdicts["broken"]
        assert verdict["status"] == "rejected"
        assert verdict["score"] == 0.0
        assert verdict["reason"] == "The file is not a notebook: it holds no valid JSON."

    def test_an_error_costs_its_own_exercise(self, graded):
        verdict = graded.verdicts[HOSTILE_NAME]
        assert judgement_of(verdict, "box_kernel")["outcome"] == "error"
        assert verdict["score"] == 30.0 - 2.0 - 4.0


class TestHiddenCases:
    """Drawn from the secret, the student and the exercise."""

    @pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.name)
    def test_differ_between_students_and_not_between_gradings(self, exercise):
        first, again = (support.hidden_cases("ada", exercise.name) for _ in range(2))
        other = support.hidden_cases("emmy", exercise.name)
        assert arguments_of(first) == arguments_of(again)
        assert arguments_of(first) != arguments_of(other)

    def test_are_those_that_the_grader_sends_into_the_sandbox(self, graded, tmp_path):
        """What failed in the sandbox is a hidden case that the design lets us compute here."""
        judged = judgement_of(graded.verdicts["visible"], "correlate2d")
        shapes = {
            (case.arguments["image"].shape, case.arguments["kernel"].shape)
            for case in support.hidden_cases("visible", "correlate2d")
            if not case.raises
        }
        seen = {
            (case.arguments["image"].shape, case.arguments["kernel"].shape)
            for case in support.exercise("correlate2d").visible_cases
        }
        failing = {
            case.group
            for case in support.hidden_cases("visible", "correlate2d")
            if not case.raises
            and (case.arguments["image"].shape, case.arguments["kernel"].shape) not in seen
        }
        assert shapes - seen
        lost = sum(g.points for g in support.exercise("correlate2d").groups if g.name in failing)
        assert judged["max_points"] - judged["points"] == lost


def arguments_of(cases) -> list:
    return [
        [a.tolist() if isinstance(a, np.ndarray) else a for a in case.arguments.values()]
        for case in cases
    ]


class TestSecondRun:
    """Only what has changed is graded again."""

    def test_without_a_change_nothing_is_written(self, own):
        before = {p: p.stat().st_mtime_ns for p in own.out.rglob("*") if p.is_file()}
        support.grade(own.submitted, own.out)
        assert {p: p.stat().st_mtime_ns for p in own.out.rglob("*") if p.is_file()} == before

    def test_a_changed_file_and_an_edited_verdict_alone_are_graded(self, own):
        edited = own.out / "verdicts/partial/02_kernels.json"
        edited.write_text(edited.read_text().replace('"score": 8.0', '"score": 30.0'))
        before = written_at(own.out)
        support.hand_in(own.submitted, "empty", support.sheet(support.right_answers()))
        support.grade(own.submitted, own.out)
        changed = {s for s, at in written_at(own.out).items() if before[s] != at}
        assert changed == {"empty", "partial"}
        verdicts = support.read_verdicts(own.out)
        assert verdicts["empty"]["score"] == 30.0
        assert verdicts["partial"] == own.verdicts["partial"]

    def test_force_grades_all_and_finds_the_same(self, own):
        before = written_at(own.out)
        support.grade(own.submitted, own.out, force=True)
        assert support.read_verdicts(own.out) == own.verdicts
        assert all(before[student] != at for student, at in written_at(own.out).items())

    def test_a_gradebook_that_was_moved_away_is_filled_again(self, own):
        before = scores(own.out)
        (own.out / "gradebook.db").unlink()
        support.grade(own.submitted, own.out)
        assert scores(own.out) == before


def written_at(out: Path) -> dict[str, int]:
    return {p.parent.name: p.stat().st_mtime_ns for p in (out / "verdicts").glob("*/*.json")}


def scores(out: Path) -> dict[str, tuple[float, bool]]:
    """What the gradebook holds of every cell of every student."""
    with CourseGradebook(out) as gradebook:
        return {
            (student, name): (grade.score, grade.waits)
            for student in gradebook.recorded(KERNELS.name)
            for name, grade in gradebook.grades(student, KERNELS.name).items()
        }


class TestInterrupt:
    """Ctrl-C leaves what is done, and no process behind."""

    def test_an_interrupt_ends_at_once_with_one_sentence(self, tmp_path):
        submitted, out = tmp_path / "submitted", support.new_out(tmp_path / "out")
        for number in range(100):  # more than are graded until the interrupt
            support.hand_in(submitted, f"student-{number}", support.sheet(support.right_answers()))
        process = started("grade", "--submitted", submitted, "--out", out)
        wait_until(lambda: written_at(out))
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=20)
        assert process.returncode == 2
        assert said.strip() == "error: interrupted; run the same command again to go on"
        assert wait_for_none_of(process.pid)


def started(*arguments: object) -> subprocess.Popen[str]:
    """The command line, running in a process group of its own."""
    return subprocess.Popen(
        support.command(*arguments),
        cwd=support.ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # A shell that runs these tests in the background has had Ctrl-C ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def wait_until(condition, seconds: float = 120.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


def wait_for_none_of(group: int, seconds: float = 15.0) -> bool:
    """Whether all processes of a process group end."""

    def gone() -> bool:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        return False

    return wait_until(gone, seconds)


class TestOddFolders:
    """What lies in the place of a student's folder may be anything."""

    def test_what_is_no_folder_of_a_student_gets_a_reason_or_is_left_alone(self, tmp_path):
        submitted, out = tmp_path / "submitted", support.new_out(tmp_path / "out")
        support.hand_in(submitted, "ada", support.sheet({}))
        (submitted / "README.txt").write_text("no student")
        (submitted / ".hidden").mkdir()
        (submitted / "linked").symlink_to(submitted / "ada")
        (submitted / "inner").mkdir()
        (submitted / "inner" / KERNELS.name).symlink_to(submitted / "ada" / KERNELS.name)
        (submitted / "nothing" / KERNELS.name).mkdir(parents=True)
        (submitted / "file").mkdir()
        (submitted / "file" / KERNELS.name).write_text("no folder")
        support.grade(submitted, out)
        reasons = {s: v["reason"] for s, v in support.read_verdicts(out).items()}
        link = "The folder is a link; hand in the folder itself, with the notebook."
        assert reasons == {
            "ada": None,
            "linked": link,
            "inner": link,
            "nothing": "There is no file 02_kernels.ipynb; hand in the notebook itself.",
            "file": "02_kernels is not a folder; hand in a folder with 02_kernels.ipynb in it.",
        }


class TestNoSandbox:
    """The explicit way round marks everything that it touches."""

    def test_marks_verdicts_summary_and_pages_until_it_is_graded_again(self, tmp_path):
        submitted, out = tmp_path / "submitted", support.new_out(tmp_path / "out")
        support.hand_in(submitted, "ada", support.sheet(support.right_answers()))
        ended = support.autograder(
            "grade", "--submitted", submitted, "--out", out, "--no-sandbox", "--jobs", 1
        )
        assert "code runs with all your rights" in ended.stdout
        assert "graded without a sandbox" in ended.stdout
        verdict = support.read_verdicts(out)["ada"]
        assert (verdict["sandbox"], verdict["score"]) == ("none", 30.0)
        verdicts = load_verdicts(out)
        (page,) = write_feedback(out, verdicts, lambda *_: None)
        assert "Graded without a sandbox." in page.read_text(encoding="utf-8")
        assert "1 of them was graded without a sandbox" in write_report(out, verdicts).read_text()
        support.grade(submitted, out)
        assert support.read_verdicts(out)["ada"]["sandbox"] == "bubblewrap"


class SlowSandbox:
    """Answers no call in time."""

    name = "none"

    def run(self, cells, calls, absent=(), budget=None):
        budget.doubtful = True
        return Run(tuple(Observation("timeout") for _ in calls))

    def close(self):
        pass


class TestTimeLimit:
    """A limit that was reached beside others counts only when it is reached alone as well."""

    @staticmethod
    def graded(student: str, *, doubtful: bool = False) -> tuple[Submission, Graded]:
        verdict = rejected(student, KERNELS.name, "", EXERCISES, "none")
        return Submission(student, KERNELS.name, Path()), Graded(verdict, "", "", {}, doubtful)

    def test_is_told_by_the_grader(self, tmp_path):
        path = support.hand_in(tmp_path, "ada", support.sheet(support.right_answers()))
        grader = Grader(KERNELS, support.release(), SlowSandbox(), support.SECRET)
        graded = grader.grade("ada", path)
        assert graded.doubtful
        assert {e.outcome for e in graded.verdict.exercises} == {"timeout"}

    def test_is_tried_again_at_the_end_with_nothing_else_running(self, monkeypatch, tmp_path):
        runs = []

        def graded_once(settings, known, release, todo):
            students = [submission.student for submission in todo]
            runs.append((settings.jobs, students))
            alone = len(runs) > 1
            for student in students:
                # Of those that were too slow, one is in time now, the other is not.
                late = student == "slow" or (student == "hurried" and not alone)
                yield self.graded(student, doubtful=late)

        monkeypatch.setattr(batch, "_graded_once", graded_once)
        todo = [self.graded(student)[0] for student in ("slow", "ada", "hurried", "bob")]
        settings = batch.Settings(support.ROOT, tmp_path, tmp_path, jobs=8)
        found = list(batch._graded(settings, KERNELS, support.release(), todo))
        assert runs == [(8, ["slow", "ada", "hurried", "bob"]), (1, ["slow", "hurried"])]
        late = {submission.student: graded.doubtful for submission, graded in found}
        assert late == {"ada": False, "bob": False, "slow": True, "hurried": False}


class FailingGrader(Grader):
    """A grader with a mistake of ours in it."""

    def grade(self, student: str, path: Path) -> Graded:
        raise ZeroDivisionError(student)


class NoSandbox:
    name = "bubblewrap"


class DeadlyGrader(Grader):
    """A grader that some students bring to an end, or to none."""

    def grade(self, student: str, path: Path) -> Graded:
        if student == "segfault":
            os.kill(os.getpid(), signal.SIGSEGV)
        while student == "endless":
            pass
        return super().grade(student, path)


def open_deadly(settings: batch.Settings, known: Notebook, release: NotebookNode) -> None:
    """What each process of the pool begins with, in the place of `batch._open`."""
    batch.OWN_SECONDS = 4.0
    batch._open(settings, known, release)
    made = batch._grader
    batch._grader = DeadlyGrader(known, release, made._sandbox, made._secret)


def open_nothing(*_: object) -> None:
    """A process that ends before it has a submission."""
    os.kill(os.getpid(), signal.SIGKILL)


class TestGraderItselfFails:
    """A mistake of ours costs one submission, is said, and is tried again by the next run."""

    def test_the_submission_is_rejected_with_the_reason(self, monkeypatch, capsys, tmp_path):
        grader = FailingGrader(KERNELS, support.release(), NoSandbox(), support.SECRET)
        monkeypatch.setattr(batch, "_grader", grader)
        graded = batch._grade(Submission("ada", KERNELS.name, tmp_path))
        assert graded.verdict.status == "rejected"
        assert graded.verdict.reason == (
            "The grader itself failed on this submission; tell the course's authors "
            "(ZeroDivisionError)."
        )
        assert graded.fingerprint == ""
        assert "ZeroDivisionError: ada" in capsys.readouterr().err

    def test_who_ends_a_grading_process_is_rejected_and_nobody_else(self, monkeypatch, tmp_path):
        submitted, out = tmp_path / "submitted", support.new_out(tmp_path / "out")
        first = dict(list(support.right_answers().items())[:1])
        for student in ("a", "endless", "segfault", "z"):
            support.hand_in(submitted, student, support.sheet(first))
        with monkeypatch.context() as patch:
            patch.setattr(batch, "_open", open_deadly)
            support.grade(submitted, out, jobs=2)
        reason = (
            "The grader itself failed on this submission; tell the course's authors "
            "(its process ended)."
        )
        verdicts = support.read_verdicts(out)
        assert {s: v["reason"] for s, v in verdicts.items() if v["reason"]} == {
            "endless": reason, "segfault": reason
        }  # fmt: skip
        assert {v["score"] for v in verdicts.values() if not v["reason"]} == {2.0}
        support.grade(submitted, out)
        assert {v["score"] for v in support.read_verdicts(out).values()} == {2.0}

    def test_processes_that_cannot_begin_blame_nobody(self, own, monkeypatch):
        before = support.everything(own.out)
        monkeypatch.setattr(batch, "_open", open_nothing)
        with pytest.raises(GradingError, match="ended before it had a submission, perhaps for"):
            support.grade(own.submitted, own.out, force=True)
        assert support.everything(own.out) == before
