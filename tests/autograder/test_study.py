"""Hints, solutions and progress: the state survives whatever happens to its file."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import class_support as support
import pytest
from class_support import KERNELS
from page_support import Page

from autograder import check, hint, progress, solution, study
from autograder.course import NOTEBOOKS
from autograder.errors import CourseError, UnknownExerciseError
from autograder.exercises import all_exercises, exercise, exercises_of
from autograder.outline import entries
from autograder.study import GRADING_VARIABLE, STATE_VARIABLE, load_state, state_path
from cnnlib import ops


@pytest.fixture(autouse=True)
def state_file(tmp_path, monkeypatch) -> Path:
    """A state file of the test's own, and the course's folder to work in."""
    path = tmp_path / "state" / "progress.json"
    monkeypatch.setenv(STATE_VARIABLE, str(path))
    monkeypatch.chdir(support.ROOT)
    return path


def wrong(*args, **kwargs):
    return None


def stub(*args, **kwargs):
    raise NotImplementedError


class TestHint:
    """From a nudge to nearly the solution."""

    def test_each_call_gives_the_next_and_the_last_one_stays(self):
        hints = exercise("conv2d").hints
        shown = [repr(hint("conv2d")) for _ in range(len(hints) + 1)]
        for number, (text, said) in enumerate(zip(hints, shown, strict=False), 1):
            assert said.startswith(f"Hint {number} of {len(hints)} for conv2d: {text}")
        assert shown[-1] == shown[-2]

    def test_unknown_names_get_the_nearest(self):
        with pytest.raises(UnknownExerciseError, match="did you mean 'conv2d'"):
            hint("conv2")


class TestSolution:
    """It opens after two failed checks, or one that passed."""

    def test_stays_closed_until_two_checks_have_failed(self):
        assert "opens after 2 checks of your own attempts" in repr(solution("conv2d"))
        check("conv2d", wrong)
        assert "opens after one more check" in repr(solution("conv2d"))
        check("conv2d", wrong)
        assert repr(solution("conv2d")).startswith("def conv2d(x, weight, bias=None):")

    def test_an_unwritten_function_is_no_attempt(self):
        for _ in range(3):
            check("conv2d", stub)
        assert "opens after 2 checks" in repr(solution("conv2d"))

    def test_opens_at_once_for_who_has_passed(self):
        check("conv2d", ops.conv2d)
        assert "def conv2d(" in repr(solution("conv2d"))

    def test_other_exercises_stay_closed(self):
        for _ in range(2):
            check("conv2d", wrong)
        assert "opens after 2 checks" in repr(solution("im2col"))

    @pytest.mark.parametrize("known", exercises_of(KERNELS.name), ids=lambda e: e.name)
    def test_what_is_shown_is_right_and_has_no_markers(self, known):
        check(known.name, known.reference)
        code = repr(solution(known.name))
        assert "SOLUTION" not in code
        namespace: dict = {}
        exec("import numpy as np\n" + code, namespace)
        assert check(known.name, namespace[known.name]).passed

    def test_without_the_course_says_where_to_get_it(self, tmp_path, monkeypatch):
        check("conv2d", ops.conv2d)
        monkeypatch.chdir(tmp_path)
        with pytest.raises(CourseError, match=r"expected solutions/02_kernels\.py .* found none"):
            solution("conv2d")


class TestProgress:
    """The map of the course."""

    def test_starts_with_nothing_and_names_the_first_exercise(self):
        total = sum(e.points for e in all_exercises().values())
        first = next(iter(all_exercises()))
        text = repr(progress())
        assert text.startswith(f"0 of {total:g} points")
        assert text.endswith(f"Next: {first}.")
        assert text.count("[ ]") == len(all_exercises())

    def test_shows_what_is_done_and_what_is_begun(self):
        check("box_kernel", ops.box_kernel)
        check("conv2d", wrong)
        text = repr(progress())
        assert "[x] box_kernel (2 of 2)" in text
        assert "[~] conv2d (0 of 4)" in text

    def test_a_later_mistake_takes_nothing_away(self):
        check("box_kernel", ops.box_kernel)
        check("box_kernel", wrong)
        assert "[x] box_kernel (2 of 2)" in repr(progress())

    def test_html_says_in_words_what_it_shows(self):
        check("box_kernel", ops.box_kernel)
        page = Page(progress()._repr_html_())
        assert page.is_inert()
        assert "✓ box_kernel done, 2 of 2" in page.text
        assert f"○ conv2d open, 0 of 4, {entries()['conv2d'].minutes} min" in page.text

    def test_html_leads_to_notebooks_and_exercises(self, course, monkeypatch):
        monkeypatch.chdir(course / "notebooks/02_kernels")
        monkeypatch.delenv(STATE_VARIABLE)
        links = [a["href"] for a in Page(progress()._repr_html_()).all("a")]
        # What comes next, then each notebook, before its exercises.
        kernels = "../02_kernels/02_kernels.ipynb"
        assert links[:2] == [f"{kernels}#Exercise:-box_kernel", kernels]
        assert links[2] == "../01_motivation/01_motivation.ipynb"
        assert len(links) == 2 + len(NOTEBOOKS) + len(all_exercises())
        for link in links:
            file, _, anchor = link.partition("#Exercise:-")
            text = (course / "notebooks/02_kernels" / file).read_text(encoding="utf-8")
            assert not anchor or f"### Exercise: `{anchor}`" in text

    def test_html_has_no_links_outside_the_course(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        assert Page(progress()._repr_html_()).all("a") == []

    def test_everything_done_is_celebrated(self):
        entries = {e.name: {"passed": True, "points": e.points} for e in all_exercises().values()}
        study.save_state(entries)
        assert "Everything is done" in repr(progress())


class TestNextStep:
    """Every check ends in one thing to do."""

    def test_leads_on_after_a_pass(self):
        assert check("box_kernel", ops.box_kernel).next_step == "Next: identity_kernel."
        last = exercises_of(KERNELS.name)[-1]
        assert "the last exercise" in check(last.name, last.reference).next_step

    def test_offers_a_hint_and_then_the_solution(self):
        assert 'hint("conv2d") gives a nudge' in check("conv2d", wrong).next_step
        assert 'solution("conv2d") are open' in check("conv2d", wrong).next_step
        assert "Write the body of im2col" in check("im2col", stub).next_step


class TestStateFile:
    """One JSON file, whole at any moment; what cannot be read is kept aside."""

    @pytest.mark.parametrize(
        "broken",
        [
            b"",
            b"{",
            b"\xff\xfe\x00",
            b"[]",
            b"{}",
            b"null",
            b'{"exercises": []}',
            b'{"exercises": {"conv2d": 3}}',
            b'{"exercises": {"conv2d": {"failed": "often"}}}',
            b'{"exercises": {"conv2d": {"points": NaN}}}',
            b"[" * 100_000,
        ],
        ids=lambda data: repr(data[:30]),
    )
    def test_a_broken_one_is_set_aside_and_said(self, state_file, broken):
        state_file.parent.mkdir()
        state_file.write_bytes(broken)
        with pytest.warns(
            UserWarning, match=r"could not be read; it is now progress\.broken\.json"
        ):
            report = check("conv2d", wrong)
        assert not report.passed
        assert (state_file.parent / "progress.broken.json").read_bytes() == broken
        assert load_state() == {"conv2d": {"failed": 1, "points": 0.0}}

    def test_a_second_broken_one_replaces_no_first(self, state_file):
        state_file.parent.mkdir()
        for data in (b"first", b"second"):
            state_file.write_bytes(data)
            with pytest.warns(UserWarning, match="could not be read"):
                load_state()
        kept = {path.name: path.read_bytes() for path in state_file.parent.iterdir()}
        assert kept == {"progress.broken.json": b"first", "progress.broken1.json": b"second"}

    def test_what_a_newer_version_has_added_is_kept(self, state_file):
        state_file.parent.mkdir()
        entries = {"conv2d": {"failed": 1, "mood": "good"}, "of_another_course": {"passed": True}}
        state_file.write_text(json.dumps({"schema": 1, "exercises": entries}))
        check("conv2d", wrong)
        assert load_state()["conv2d"] == {"failed": 2, "mood": "good", "points": 0.0}
        assert load_state()["of_another_course"] == {"passed": True}

    def test_a_folder_that_cannot_be_written_stops_no_check(self, tmp_path, monkeypatch):
        (tmp_path / "file").write_text("no folder")
        monkeypatch.setenv(STATE_VARIABLE, str(tmp_path / "file" / "progress.json"))
        assert check("conv2d", ops.conv2d).passed
        assert "0 of" in repr(progress())
        assert (tmp_path / "file").read_text() == "no folder"

    @pytest.mark.skipif(not Path("/proc/version").is_file(), reason="needs a read-only file")
    def test_a_file_that_can_be_neither_used_nor_moved_stops_no_check(self, monkeypatch):
        monkeypatch.setenv(STATE_VARIABLE, "/proc/version")
        assert check("conv2d", ops.conv2d).passed
        assert repr(progress()).startswith("0 of")

    def test_a_folder_in_its_place_stops_no_check(self, state_file):
        state_file.mkdir(parents=True)
        with pytest.warns(UserWarning, match="could not be read"):
            assert check("conv2d", ops.conv2d).passed

    def test_a_reader_never_sees_half_of_it(self, state_file):
        study.save_state({"conv2d": {"failed": 0}})
        seen = []
        done = threading.Event()

        def read() -> None:
            while not done.is_set():
                seen.append(json.loads(state_file.read_text())["exercises"])

        reader = threading.Thread(target=read)
        reader.start()
        for number in range(30):
            study.save_state({f"exercise{n}": {"failed": number} for n in range(200)})
        done.set()
        reader.join()
        assert len(seen) > 1
        assert all(len(exercises) in (1, 200) for exercises in seen)
        assert list(state_file.parent.iterdir()) == [state_file]

    def test_grading_is_nobodys_progress(self, state_file, monkeypatch):
        monkeypatch.setenv(GRADING_VARIABLE, "autograde")
        check("conv2d", wrong)
        assert not state_file.exists()

    def test_lies_beside_the_notebooks_and_elsewhere_in_the_current_folder(
        self, tmp_path, monkeypatch, course
    ):
        monkeypatch.delenv(STATE_VARIABLE)
        monkeypatch.chdir(course / "notebooks/02_kernels")
        assert state_path() == course / "notebooks/progress.json"
        monkeypatch.chdir(tmp_path)
        assert state_path() == tmp_path / "progress.json"

    def test_has_no_place_once_the_folder_is_gone(self, tmp_path, monkeypatch):
        gone = tmp_path / "gone"
        gone.mkdir()
        monkeypatch.delenv(STATE_VARIABLE)
        monkeypatch.chdir(gone)
        gone.rmdir()
        with pytest.raises(CourseError, match="save the notebook in another one with File"):
            progress()
