"""Who handed in what, and when, whatever the folders are called and whatever lies in them."""

from __future__ import annotations

import datetime
import os

import class_support as support
import pytest
from class_support import KERNELS
from hypothesis import given
from hypothesis import strategies as st

from autograder.errors import GradingError
from autograder.grading.submissions import (
    MAX_NAME,
    find_submissions,
    handed_in_at,
    left_alone,
    student_name,
)

NAMES = st.binary(min_size=1, max_size=255).filter(lambda name: not {0, 47} & set(name))


class TestStudentName:
    """Every folder has a name of its own that can be stored."""

    @given(st.lists(NAMES, min_size=2, max_size=8, unique=True))
    def test_is_another_for_every_folder_and_fits(self, raw):
        names = [student_name(os.fsdecode(name)) for name in raw]
        assert len(set(names)) == len(names)
        assert all(len(name.encode()) <= MAX_NAME for name in names)

    @given(
        st.text(st.characters(exclude_characters="~/\0", exclude_categories=["Cs"]), max_size=60)
    )
    def test_is_the_folders_where_that_is_text(self, name):
        assert student_name(name) == name

    def test_cannot_be_taken_by_a_folder_that_is_called_so(self):
        """A student cannot choose a name that ends like somebody else's mark."""
        marked = student_name(os.fsdecode(b"caf\xe9"))
        assert student_name(marked) != marked


class TestFindSubmissions:
    """All submissions of the named notebooks, or of all."""

    def hand_in(self, submitted, student, name):
        (submitted / student / name).mkdir(parents=True)

    def test_by_notebook_and_student(self, tmp_path):
        for student, name in (("b", "02_kernels"), ("a", "05_pooling"), ("a", "02_kernels")):
            self.hand_in(tmp_path, student, name)
        found = [(s.notebook, s.student) for s in find_submissions(tmp_path, [])]
        assert found == [("02_kernels", "a"), ("02_kernels", "b"), ("05_pooling", "a")]
        assert len(find_submissions(tmp_path, ["05_pooling"])) == 1

    def test_a_link_counts_in_the_notebooks_that_others_have_handed_in(self, tmp_path):
        self.hand_in(tmp_path, "ada", "05_pooling")
        (tmp_path / "linked").symlink_to("nowhere")
        found = [(s.notebook, s.student) for s in find_submissions(tmp_path, [])]
        assert found == [("05_pooling", "ada"), ("05_pooling", "linked")]

    def test_links_alone_count_once(self, tmp_path):
        (tmp_path / "linked").symlink_to("nowhere")
        assert [s.notebook for s in find_submissions(tmp_path, [])] == ["01_motivation"]

    def test_none_is_refused_with_the_place(self, tmp_path):
        (tmp_path / "ada").mkdir()
        with pytest.raises(GradingError, match=r"expected <student>/05_pooling/05_"):
            find_submissions(tmp_path, ["05_pooling"])


class TestLeftAlone:
    """What no verdict is about is said."""

    def test_is_what_lies_in_no_place_of_a_submission(self, tmp_path):
        support.hand_in(tmp_path, "ada", b"")
        strays = [tmp_path / "README.txt", tmp_path / "pipe", tmp_path / "ada/02_kernels.ipynb"]
        strays[0].touch()
        os.mkfifo(strays[1])
        strays[2].touch()
        (tmp_path / ".hidden").touch()
        (tmp_path / "linked").symlink_to(tmp_path / "ada")
        assert left_alone(tmp_path) == strays

    def test_is_work_under_another_name_than_the_one_that_is_graded(self, tmp_path):
        handed_in = support.hand_in(tmp_path, "ada", b"")
        newer, folder = handed_in.with_name("02_kernels (1).ipynb"), tmp_path / "ada/02_Kernels"
        newer.touch()
        folder.mkdir()
        handed_in.with_name("notes.txt").touch()
        handed_in.with_name(".ipynb_checkpoints").mkdir()
        (tmp_path / "ada/.ipynb_checkpoints").mkdir()
        assert left_alone(tmp_path) == [newer, folder]

    def test_is_a_student_whose_name_begins_with_a_dot(self, tmp_path):
        support.hand_in(tmp_path, ".ada", b"")
        (tmp_path / ".git").mkdir()
        assert left_alone(tmp_path) == [tmp_path / ".ada"]

    def test_is_printed(self, tmp_path):
        submitted, out = tmp_path / "submitted", support.new_out(tmp_path / "out")
        support.hand_in(submitted, "ada", b"")
        (submitted / "a\x1b[2J.zip").touch()
        options = ("--submitted", submitted, "--out", out)
        said = support.autograder("grade", KERNELS.name, *options, check=True).stdout
        assert "a\\x1b[2J.zip is no submission, and was left alone" in " ".join(said.split())


class TestHandedInAt:
    """nbgrader's timestamp.txt, which a student may have put there."""

    @pytest.mark.parametrize(
        ("text", "hour"),
        [("2026-03-01 12:00:00.5 UTC", 12), ("2026-03-01T12:00:00.5+02:00", 10)],
    )
    def test_is_the_time_in_utc(self, tmp_path, text, hour):
        (tmp_path / "timestamp.txt").write_text(text)
        assert handed_in_at(tmp_path) == datetime.datetime(2026, 3, 1, hour, 0, 0, 500_000)

    @pytest.mark.parametrize("text", ["", "yesterday", "\0", "9" * 10_000, "2026-99-01 1:1:1 UTC"])
    def test_is_unknown_where_it_says_no_time(self, tmp_path, text):
        (tmp_path / "timestamp.txt").write_text(text)
        assert handed_in_at(tmp_path) is None

    @pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda p: p.symlink_to("/dev/zero")])
    def test_is_unknown_where_it_is_no_file(self, tmp_path, make):
        make(tmp_path / "timestamp.txt")
        assert handed_in_at(tmp_path) is None
