"""The summary for the terminal: compact, complete, and harmless in any width."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from autograder.grading.summary import summary
from autograder.grading.verdict import ExerciseVerdict, Verdict, load_verdicts


def printed(verdicts, width: int = 80) -> str:
    stream = io.StringIO()
    Console(file=stream, width=width, force_terminal=False).print(summary(verdicts))
    return stream.getvalue()


def verdict(student: str, *outcomes: str, **other) -> Verdict:
    judged = tuple(
        ExerciseVerdict(f"exercise{n}", float(o == "passed"), 1.0, o, None, "")
        for n, o in enumerate(outcomes, 1)
    )
    given = {"status": "graded", "reason": None, "sandbox": "bubblewrap", **other}
    return Verdict(student, "02_kernels", exercises=judged, **given)


class TestSummary:
    """Who got what and why."""

    @pytest.mark.parametrize("width", [50, 80, 200])
    def test_fits_into_any_width_and_cuts_no_phrase_short(self, graded, width):
        text = printed(load_verdicts(graded.out), width)
        assert max(map(len, text.splitlines())) <= width
        flat = " ".join(text.split())
        assert "flipped on both axes: conv2d" in flat
        assert "rejected: The file is not a notebook: it holds no valid JSON." in flat

    def test_says_who_got_what_and_why(self, graded):
        lines = printed(load_verdicts(graded.out), 200).splitlines()
        assert any(line.split() == ["ada", "30", "everything", "right"] for line in lines)
        assert any(
            line.split() == ["empty", "0", "not", "written:", "everything"] for line in lines
        )

    def test_one_reason_takes_one_line_with_the_exercises_that_it_cost(self):
        text = printed([verdict("ada", "timeout", "passed", "timeout", "error")], 100)
        assert "takes too long: exercise1, exercise3\n" in text.replace(" \n", "\n").replace(
            "  ", ""
        )
        assert "ends in an error: exercise4" in text

    def test_many_exercises_are_counted(self):
        text = printed([verdict("ada", *["timeout"] * 6, "passed")], 100)
        assert "takes too long: exercise1, exercise2, exercise3, exercise4 and 2 more" in text

    def test_a_large_class_is_cut_and_says_where_the_rest_is(self):
        low = verdict("z", "failed")
        text = printed([*(verdict(f"s{n:04}", "passed") for n in range(2999)), low])
        assert "02_kernels: 3000 submissions, mean 1.0 of 1" in text
        assert text.splitlines()[4].split() == ["z", "0", "wrong:", "everything"]
        assert "and 2940 more, who have no less; see autograder report" in text
        assert len(text.splitlines()) < 80

    def test_a_name_moves_no_cursor_and_is_no_markup(self):
        text = printed([verdict("\x1b[2J[red]eve\n", "passed")])
        assert "\x1b" not in text
        assert "\\x1b[2J[red]eve\\n" in text

    def test_what_ran_without_a_sandbox_is_marked(self):
        assert "graded without a sandbox" in printed([verdict("ada", "passed", sandbox="none")])

    def test_the_commonest_misconceptions_come_after_the_table(self, graded):
        text = printed(load_verdicts(graded.out), 100)
        table, _, below = text.partition("Commonest misconceptions")
        assert "student" in table
        assert "1 student  flipped on both axes (conv2d)" in below
