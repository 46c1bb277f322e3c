from __future__ import annotations

import numpy as np
import pytest

from cnnlib import plots

from .support import boxes, overlapping

NAMED = {"xlabel": "side, in pixels", "ylabel": "time, in seconds", "alt": "curves"}


def drawn_lines(picture):
    return picture.figure.axes[0].get_lines()


def written(picture):
    """The labels that are read on the vertical axis, from the bottom up."""
    picture.figure.draw_without_rendering()
    axis = picture.figure.axes[0]
    low, high = axis.get_ylim()
    ticks = zip(axis.get_yticks(), axis.get_yticklabels(), strict=True)
    return [label.get_text() for place, label in ticks if low <= place <= high]


class TestLines:
    """Measured curves, each recognisable."""

    def test_axes_say_what_they_show(self):
        axis = plots.lines({"a": ([1, 2], [3, 4])}, **NAMED).figure.axes[0]
        assert (axis.get_xlabel(), axis.get_ylabel()) == ("side, in pixels", "time, in seconds")

    def test_points_are_where_they_were_measured(self):
        [line] = drawn_lines(plots.lines({"a": ([1, 2, 4], [3, 4, 9])}, **NAMED))
        np.testing.assert_array_equal(line.get_xydata(), [[1, 3], [2, 4], [4, 9]])
        assert line.get_marker() == "o"

    def test_dense_curves_have_a_few_markers_at_places_of_their_own(self):
        dense = (range(100), range(100))
        drawn = drawn_lines(plots.lines({"a": dense, "b": dense, "c": dense}, **NAMED))
        marked = [set(range(100)[line.get_markevery()]) for line in drawn]
        assert [line.get_marker() for line in drawn] == ["o", "s", "^"]
        assert all(5 <= len(places) <= 12 for places in marked)
        assert len(set.union(*marked)) == sum(map(len, marked))

    def test_no_two_of_many_curves_look_alike(self):
        picture = plots.lines({f"curve {n}": ([0, 1], [0, n]) for n in range(20)}, **NAMED)
        looks = {(line.get_color(), line.get_linestyle()) for line in drawn_lines(picture)}
        assert len(looks) == 20

    def test_several_curves_have_a_legend_beside_them(self):
        picture = plots.lines({"first": ([0, 1], [0, 1]), "second": ([0, 1], [1, 0])}, **NAMED)
        legend = picture.figure.axes[0].get_legend()
        assert [text.get_text() for text in legend.get_texts()] == ["first", "second"]
        picture.figure.draw_without_rendering()
        assert not legend.get_window_extent().overlaps(picture.figure.axes[0].get_window_extent())

    def test_one_curve_needs_no_legend(self):
        assert plots.lines({"a": ([0, 1], [0, 1])}, **NAMED).figure.axes[0].get_legend() is None

    def test_few_places_on_a_short_logarithmic_axis_are_labelled_themselves(self):
        picture = plots.lines({"a": ([8, 16, 32, 64], [1, 2, 3, 4])}, xscale="log", **NAMED)
        labels = picture.figure.axes[0].get_xticklabels(which="both")
        assert [label.get_text() for label in labels if label.get_text()] == ["8", "16", "32", "64"]
        assert overlapping(boxes(picture, labels)) == 0

    def test_a_long_logarithmic_axis_has_powers_of_ten(self):
        picture = plots.lines({"a": (10.0 ** -np.arange(12), range(12))}, xscale="log", **NAMED)
        axis = picture.figure.axes[0]
        assert axis.get_xscale() == "log"
        ticks = axis.get_xticks()
        np.testing.assert_allclose(np.log10(ticks), np.round(np.log10(ticks)))

    def test_whole_places_have_no_ticks_between_them(self):
        picture = plots.lines({"a": (range(-8, 9, 2), range(9))}, **NAMED)
        picture.figure.draw_without_rendering()
        ticks = picture.figure.axes[0].get_xticks()
        np.testing.assert_array_equal(ticks, np.round(ticks))

    def test_a_short_logarithmic_height_is_labelled_in_plain_numbers(self):
        picture = plots.lines({"a": ([1, 2], [3, 90])}, yscale="log", **NAMED)
        assert written(picture) == ["5", "10", "20", "50", "100"]

    def test_a_long_logarithmic_height_has_powers_of_ten(self):
        picture = plots.lines({"a": ([1, 2], [1e-9, 1.0])}, yscale="log", **NAMED)
        assert all("10^" in label for label in written(picture))

    def test_refuses_no_curve(self):
        with pytest.raises(ValueError, match="lines: expected at least one curve, got none"):
            plots.lines({}, **NAMED)

    def test_refuses_points_without_a_partner(self):
        expected = r"lines: expected as many y as x in curves\['a'\], got 3 x and 2 y"
        with pytest.raises(ValueError, match=expected):
            plots.lines({"a": ([1, 2, 3], [1, 2])}, **NAMED)


class TestBars:
    """Values as heights, written above."""

    def test_heights_are_the_values_and_are_written(self):
        picture = plots.bars({"dense": 100.0, "shared": -9.25}, ylabel="parameters", alt="bars")
        axis = picture.figure.axes[0]
        assert [bar.get_height() for bar in axis.patches] == [100, -9.25]
        assert [text.get_text() for text in axis.texts] == ["100", "−9.25"]
        assert axis.get_ylabel() == "parameters"

    def test_numbers_are_written_as_asked(self):
        picture = plots.bars({"a": 120_001_000}, ylabel="n", alt="bar", number="{:,.0f}")
        assert picture.figure.axes[0].texts[0].get_text() == "120,001,000"

    def test_long_names_are_broken(self):
        names = ["strided convolution", "max pooling with overlap", "average pooling", "blur pool"]
        picture = plots.bars(dict.fromkeys(names, 1.0), ylabel="change", alt="bars")
        labels = picture.figure.axes[0].get_xticklabels()
        assert [label.get_text().replace("\n", " ") for label in labels] == names
        assert overlapping(boxes(picture, labels)) == 0

    def test_the_scale_may_be_logarithmic(self):
        picture = plots.bars({"a": 1.0, "b": 1e6}, ylabel="n", yscale="log", alt="bars")
        assert picture.figure.axes[0].get_yscale() == "log"

    def test_refuses_no_value(self):
        with pytest.raises(ValueError, match="bars: expected at least one value, got none"):
            plots.bars({}, ylabel="n", alt="none")


SHARES = {"parameters": {"conv": 10.0, "dense": 90.0}, "work": {"conv": 75.0, "dense": 25.0}}


class TestGroupedBars:
    """Several series side by side."""

    def test_heights_are_the_values_and_series_have_their_colours_and_names(self):
        picture = plots.grouped_bars(SHARES, ylabel="share in %", alt="bars")
        axis = picture.figure.axes[0]
        assert [bar.get_height() for bar in axis.patches] == [10, 90, 75, 25]
        assert len({bar.get_facecolor() for bar in axis.patches}) == 2
        assert len({bar.get_hatch() for bar in axis.patches}) == 2
        assert [text.get_text() for text in axis.get_legend().get_texts()] == [*SHARES]
        assert axis.get_ylabel() == "share in %"

    def test_bars_of_a_group_stand_beside_each_other_round_its_name(self):
        axis = plots.grouped_bars(SHARES, ylabel="n", alt="bars").figure.axes[0]
        middles = [bar.get_x() + bar.get_width() / 2 for bar in axis.patches]
        np.testing.assert_allclose(middles, [-0.2, 0.8, 0.2, 1.2])
        assert [label.get_text() for label in axis.get_xticklabels()] == ["conv", "dense"]

    def test_many_groups_fit_on_a_page_and_their_names_do_not_run_together(self):
        values = {f"conv {block}-{n}": 1.0 for block in range(1, 6) for n in range(1, 4)}
        picture = plots.grouped_bars({"work": values}, ylabel="n", alt="bars")
        assert picture.figure.get_figwidth() <= 10.5
        assert overlapping(boxes(picture, picture.figure.axes[0].get_xticklabels())) == 0

    @pytest.mark.parametrize("series", [{}, {"work": {}}])
    def test_refuses_no_value(self, series):
        with pytest.raises(ValueError, match="grouped_bars: expected at least one value, got none"):
            plots.grouped_bars(series, ylabel="n", alt="none")

    def test_refuses_series_with_different_names(self):
        series = {"a": {"x": 1.0}, "b": {"y": 1.0}}
        with pytest.raises(ValueError, match=r"expected the names \['x'\] in series\['b'\]"):
            plots.grouped_bars(series, ylabel="n", alt="none")
