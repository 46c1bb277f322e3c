from __future__ import annotations

import io

import pytest
from PIL import Image

from cnnlib.explorers.drawing import Drawing, Line, Text
from cnnlib.explorers.plot import Dot, Plot, power

PLOT = Plot(50, 10, 100, 200, x=(0, 4), y=(1, 100), xlabel="x", ylabel="y", log="y")


class TestPlot:
    """Where numbers stand in a frame."""

    def test_puts_the_ends_of_the_axes_into_the_corners(self):
        assert PLOT.at(0, 1) == (50, 210)
        assert PLOT.at(4, 100) == (150, 10)

    def test_makes_equal_factors_equal_distances_on_a_log_axis(self):
        ups = [PLOT.at(0, y)[1] for y in (1, 10, 100)]
        assert ups[0] - ups[1] == pytest.approx(ups[1] - ups[2])

    def test_draws_a_curve_through_its_points(self):
        (line,) = PLOT.curve([0, 4], [1, 100], "red")
        assert line == Line([(50, 210), (150, 10)], "red", 2.0)

    def test_leaves_out_what_lies_outside_the_frame(self):
        lines = list(PLOT.curve([0, 1, 2, 3, 4, 4], [2, 3, 1e9, 0, 4, 5], "red"))
        assert [len(line.points) for line in lines] == [2, 2]
        assert list(PLOT.dot(2, 1e9, "red")) == []
        assert list(PLOT.dot(2, 0, "red")) == []

    def test_labels_its_ticks_and_axes(self):
        shapes = list(PLOT.frame([0, 4], [1, 100], ywords=power))
        words = [shape.words for shape in shapes if isinstance(shape, Text)]
        assert words == ["0", "4", "10⁰", "10²", "x", "y"]

    def test_writes_real_minus_signs(self):
        plot = Plot(0, 0, 9, 9, x=(-1, 1), y=(-1, 1), xlabel="x", ylabel="y")
        words = [s.words for s in plot.frame([-1], [-1]) if isinstance(s, Text)]
        assert words[:2] == ["−1", "−1"]


class TestDot:
    """A filled circle, on the screen and on paper."""

    def test_is_drawn_in_both_ways(self):
        page = Drawing(20, 20, "A dot.", [Dot(10, 10, 5, "#ff0000")])
        assert '<circle cx="10.0" cy="10.0" r="5" fill="#ff0000"' in page.svg()
        pixels = Image.open(io.BytesIO(page.png())).convert("RGB")
        assert pixels.getpixel((20, 20)) == (255, 0, 0)
        assert pixels.getpixel((2, 2)) == (255, 255, 255)
