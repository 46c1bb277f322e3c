"""Values as a person reads them, and reports in which everything of a learner's is text."""

from __future__ import annotations

import numpy as np
import pytest
from class_support import SCRIPT
from page_support import Page

from autograder.assess import Assessment, Failing, GroupResult
from autograder.compare import Problem
from autograder.exercise import Case
from autograder.exercises import exercise
from autograder.observation import Failure, Observation
from autograder.render import _environment, both, report_html, report_text, value_text
from autograder.values import Opaque


class TestValueText:
    """Short, with the shape, and never longer than a screen."""

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (3, "3"),
            (None, "None"),
            ((1, 2), "(1, 2)"),
            ("text", "'text'"),
            (Opaque("Tensor", "tensor(1)"), "Tensor tensor(1)"),
            (Opaque("generator"), "generator"),
            (np.array([1, 2]), "array of shape (2,) (int64):\n[1 2]"),
            (np.array(2.5), "array of shape ():\n2.5"),
            (np.array([1.0, np.nan]), "array of shape (2,):\n[ 1. nan]"),
            (np.array([[1e-17, 3.5]]), "array of shape (1, 2):\n[[0.  3.5]]"),
            (np.ones((0, 3)), "array of shape (0, 3):\n[]"),
            ((np.ones(1), 2), "[0] array of shape (1,):\n[1.]\n[1] 2"),
        ],
        ids=repr,
    )
    def test_reads_well(self, value, text):
        assert value_text(value) == text

    def test_names_the_parts_that_have_names(self):
        parts = ("the loss", "its kind")
        assert value_text((0.5, "tensor"), parts) == "the loss: 0.5\nits kind: 'tensor'"
        assert value_text((0.5,), parts) == "(0.5,)"

    @pytest.mark.parametrize(
        "value",
        [
            np.ones(10**6),
            np.ones((100, 100)),
            np.ones((5, 5, 5, 5)),
            np.ones((3,) * 6),
            np.ones((2,) * 20),
            np.ones((30, 30)) * 1j,
            "x" * 10**6,
            list(range(10**5)),
            {str(n): n for n in range(10**4)},
        ],
        ids=lambda value: f"{type(value).__name__} {np.shape(value)}"[:40],
    )
    def test_is_short(self, value):
        assert len(value_text(value)) < 5_000

    def test_sets_planes_apart_by_one_empty_line(self):
        text = value_text(np.ones((3, 2, 11, 13)))
        assert "\n\n" in text
        assert "\n\n\n" not in text

    def test_names_the_shape_of_what_it_cannot_show(self):
        assert value_text(np.ones((2,) * 20)) == f"array of shape {(2,) * 20}"


def failing(want, got, printed: str = "", failure: Failure | None = None) -> Assessment:
    """A judgement with one failing case of conv2d."""
    case = Case("bias", {"x": np.ones((1, 1, 2, 2)), "weight": np.ones((1, 1, 1, 1))}, {}, 0)
    outcome = "raised" if failure else "returned"
    seen = Observation(outcome, value=got, failure=failure, printed=printed)
    problem = Problem("value", f"something is wrong, says {SCRIPT}")
    return Assessment(
        exercise("conv2d"),
        "failed",
        (GroupResult("bias", 0.0, 1.0, False),),
        failing=Failing(case, problem, want, seen),
    )


class TestReport:
    """One failing case, with what went in, what was expected, and what came."""

    def test_text_and_html_say_the_same(self):
        assessment = failing(np.array([1.0, 2.0]), np.array([1.0, 3.0]), printed="on the way")
        text, page = report_text(assessment), Page(report_html(assessment))
        for words in ("In ", "something is wrong", "[1. 2.]", "[1. 3.]", "on the way"):
            assert words in text
            assert words in page.text
        assert page.is_inert()

    def test_everything_of_a_learners_is_escaped(self):
        failure = Failure(SCRIPT, SCRIPT, False, 3, SCRIPT)
        for assessment in (
            failing(1.0, None, SCRIPT, failure),
            failing(1.0, SCRIPT, SCRIPT),
            failing(1.0, Opaque(SCRIPT, SCRIPT)),
            failing(1.0, {SCRIPT: SCRIPT}),
        ):
            page = Page(report_html(assessment))
            assert page.is_inert()
            assert page.text.count("<script>") >= 2

    @pytest.mark.parametrize(
        "got",
        [
            np.zeros((9, 9)),
            np.full((9, 9), np.nan),
            np.full((9, 9), np.inf),
            np.where(np.eye(9) > 0, np.nan, 1.0),
            np.eye(9, dtype=bool),
            np.full((9, 9), 200, dtype=np.uint8),
            np.full((9, 9), 1e300),
            np.full((9, 9), 2**62),
        ],
        ids=lambda got: f"{got.dtype} {got.flat[0]}",
    )
    @pytest.mark.parametrize("axes", [(), (2, 3)], ids=["plane", "batch"])
    def test_a_large_difference_is_drawn_with_words_beside_it(self, got, axes):
        want = np.broadcast_to(np.arange(81.0).reshape(9, 9), (*axes, 9, 9))
        page = Page(report_html(failing(want, np.broadcast_to(got, want.shape))))
        assert page.is_inert()
        (image,) = page.all("img")
        assert image["alt"]

    @pytest.mark.parametrize("got", [np.ones((9, 8)), np.ones((9, 9)) * 1j, None, 1.0])
    def test_what_fits_on_no_map_is_not_drawn(self, got):
        page = Page(report_html(failing(np.ones((9, 9)), got)))
        assert page.all("img") == []
        assert "array of shape (9, 9)" in page.text


class TestTemplates:
    """Every pair of templates gives text and HTML."""

    def test_text_is_not_escaped_and_html_is(self):
        text, html = both("notice", text="1 < 2 & so on")
        assert text == "1 < 2 & so on"
        assert html == "<p>1 &lt; 2 &amp; so on</p>"

    @pytest.mark.parametrize("order", ["\0", "\x1b", "\x9b", "\u202e", "\u2066"])
    def test_what_would_be_obeyed_is_written_out(self, order):
        text, html = both("notice", text=f"1\t{order}2\n")
        assert text == f"1\t{repr(order)[1:-1]}2"
        assert html == f"<p>1\t{repr(order)[1:-1]}2\n</p>"

    def test_markup_stays_markup(self):
        page = _environment().from_string("{{ part|safe }}{{ part }}")
        assert page.render(part="<b>\x1b</b>") == "<b>\\x1b</b><b>\\x1b</b>"
