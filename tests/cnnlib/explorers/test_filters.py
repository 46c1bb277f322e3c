from __future__ import annotations

import re

import numpy as np
import pytest

from cnnlib import ops
from cnnlib.explorers.filters import (
    PRESETS,
    SIZES,
    Filtering,
    draw,
    numeral,
    photograph,
    preset,
    resized,
)


class TestPreset:
    """Well-known kernels in both sizes."""

    @pytest.mark.parametrize("size", SIZES)
    @pytest.mark.parametrize("name", PRESETS)
    def test_has_the_size_asked_for(self, name, size):
        assert preset(name, size).shape == (size, size)

    @pytest.mark.parametrize("size", SIZES)
    def test_sums_to_one_or_to_zero_where_the_course_says_so(self, size):
        sums = [ops.brightness_gain(preset(name, size)) for name in PRESETS[:5]]
        np.testing.assert_allclose(sums, [1, 1, 1, 0, 0], atol=1e-12)

    def test_sobel_answers_to_brightness_that_rises_to_the_right_or_downwards(self):
        ramp = np.tile(np.arange(5.0), (5, 1))
        for size in SIZES:
            across, down = preset(PRESETS[3], size), preset(PRESETS[4], size)
            assert (ops.correlate2d(ramp, across) > 0).all()
            assert (ops.correlate2d(ramp.T, down) > 0).all()
            assert not ops.correlate2d(ramp, down).any()

    def test_is_another_one_for_another_seed(self):
        assert (preset("random", 3, 0) == preset("random", 3, 0)).all()
        assert (preset("random", 3, 0) != preset("random", 3, 1)).any()

    def test_refuses_a_kernel_or_a_size_that_it_does_not_have(self):
        with pytest.raises(ValueError, match="kernels: expected start to be one of"):
            preset("emboss", 3)
        with pytest.raises(ValueError, match=r"expected size to be one of \(3, 5\), got 4"):
            preset("blur", 4)


class TestResized:
    """The same kernel in another size."""

    def test_gives_the_same_output_where_only_zeros_were_added(self):
        kernel = preset("random", 3)
        wide = Filtering(resized(kernel, 5)).output
        np.testing.assert_allclose(wide, Filtering(kernel).output[1:-1, 1:-1], atol=1e-12)

    def test_is_undone_by_going_back(self):
        kernel = preset("random", 3)
        assert (resized(resized(kernel, 5), 3) == kernel).all()
        assert resized(kernel, 3) is not kernel


class TestFiltering:
    """The sum behind one output pixel."""

    @pytest.mark.parametrize("place", [(0, 0), (40, 64), (115, 175)])
    def test_products_and_bias_add_up_to_the_output(self, place):
        filtering = Filtering(preset("random", 5), 0.25, *place)
        assert np.isclose(filtering.total + 0.25, filtering.output[place])

    def test_looks_at_the_last_place_when_there_is_none_so_far_out(self):
        assert Filtering(preset("blur", 5), row=117, column=177).place == (115, 175)

    def test_shows_a_kernel_that_cancels_in_two_colours_with_white_at_zero(self):
        name, low, high = Filtering(preset("Sobel, left to right", 3)).scale
        assert name == "RdBu_r"
        assert low == -high

    def test_shows_a_kernel_that_does_not_cancel_between_black_and_white(self):
        assert Filtering(preset("sharpen", 3), 0.5).scale == ("gray", 0.5, pytest.approx(1.5))
        assert Filtering(-preset("blur", 3)).scale == ("gray", pytest.approx(-1.0), 0.0)

    def test_survives_a_kernel_of_zeros(self):
        assert "add up to 0" in Filtering(np.zeros((3, 3))).describe()

    def test_says_what_is_seen(self):
        text = Filtering(preset("identity", 3), 0.5, 2, 3).describe()
        value = numeral(photograph()[3, 4])
        assert text.startswith(f"Output row 2, column 3: the 9 products add up to {value}, and")
        assert "The weights sum to 1, " in text


class TestDraw:
    """The page with both pictures and the sum."""

    def test_writes_every_number_of_the_sum(self):
        kernel = preset("random", 3)
        filtering = Filtering(kernel, 0.5, 40, 64)
        texts = re.findall(r">([^<]*)</text>", draw(kernel.tolist(), 0.5, 40, 64).svg())
        for values in (filtering.window, filtering.kernel, filtering.products):
            assert {numeral(value) for value in values.flat} <= set(texts)
        assert numeral(filtering.output[40, 64]) in texts

    def test_shows_both_pictures(self):
        assert draw(preset("blur", 5).tolist()).svg().count("<image") == 2

    def test_keeps_the_mark_inside_at_every_corner(self):
        for row, column in ((0, 0), (0, 177), (117, 0), (117, 177)):
            page = draw(preset("blur", 3).tolist(), row=row, column=column)
            numbers = re.findall(r'points="([^"]*)"', page.svg())
            for point in " ".join(numbers).split():
                x, y = map(float, point.split(","))
                assert 0 <= x <= page.width
                assert 0 <= y <= page.height

    def test_has_the_words_as_alternative_text(self):
        assert draw(preset("blur", 3).tolist()).alt == Filtering(preset("blur", 3)).describe()
