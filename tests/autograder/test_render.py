"""Values as a person reads them, and reports in which everything of a learner's is text."""

from __future__ import annotations

import numpy as np
import pytest
from class_support import SCRIPT
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from page_support import Page

from autograder.assess import Assessment, Failing, GroupResult
from autograder.compare import Problem
from autograder.exercise import Case
from autograder.exercises import exercise
from autograder.observation import Failure, Observation
from autograder.render import _environment, both, report_html, report_text, value_text
from autograder.values import Opaque

NUMBERS = st.integers(-(10**6), 10**6) | st.booleans() | st.none() | st.floats()
ARRAYS = hnp.arrays(
    st.sampled_from([np.float64, np.int64, np.uint8, np.complex128, bool]),
    hnp.array_shapes(min_dims=0, max_dims=7, min_side=0, max_side=3),
    fill=st.just(1),
)
OPAQUES = st.builds(Opaque, st.text(max_size=200), st.text(max_size=200))
#: What frames can carry.
VALUES = st.recursive(
    NUMBERS | st.text() | ARRAYS | OPAQUES,
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.dictionaries(st.text() | st.integers(), inner)
    ),
    max_leaves=10,
)


def _depth(value: object) -> int:
    return 1 + max(map(_depth, value), default=0) if isinstance(value, list) else 0


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

    @pytest.mark.parametrize(
        "value",
        [
            [np.ones((10, 10))] * 10_000,
            [[np.ones((10, 10))] * 10_000] * 10,
            [[[np.ones(3)] * 50] * 50, np.ones(3)],
            {n: np.ones((10, 10)) for n in range(10_000)},
            [Opaque("t" * 200, "x" * 200)] * 10_000,
        ],
        ids=["list", "list-of-lists", "mixed", "dict", "opaque"],
    )
    def test_is_short_with_many_parts(self, value):
        assert len(value_text(value)) < 10_000

    def test_says_how_many_items_are_left_out(self):
        text = value_text([np.ones(1)] * 30)
        assert text.count("array of shape (1,)") == 8
        assert text.endswith("\n… and 22 more")

    @settings(max_examples=50, deadline=None)
    @given(value=VALUES, times=st.sampled_from([1, 3, 10_000]))
    def test_is_short_whatever_comes_and_however_often(self, value, times):
        many = [value] * times
        for whole in (value, many, tuple(many), [many], dict.fromkeys(range(times), value)):
            assert len(value_text(whole)) < 25_000

    @settings(max_examples=50, deadline=None)
    @given(st.recursive(NUMBERS, lambda inner: st.lists(inner, max_size=4), max_leaves=12))
    def test_small_values_read_as_in_python(self, value):
        assume(_depth(value) <= 6)
        assert value_text(value) == repr(value)

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

    def test_what_stands_between_backticks_is_code_in_html(self):
        text, html = both("notice", text="Write `a < b` here.")
        assert text == "Write `a < b` here."
        assert html == "<p>Write <code>a &lt; b</code> here.</p>"

    def test_a_single_backtick_stays(self):
        assert both("notice", text="a ` b")[1] == "<p>a ` b</p>"

    def test_code_of_a_learners_is_escaped(self):
        page = Page(both("notice", text=f"in the line `{SCRIPT}`")[1])
        assert page.is_inert()
        assert "<script>" in page.text
