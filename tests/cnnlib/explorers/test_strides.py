from __future__ import annotations

import itertools

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch.nn import functional as F

from cnnlib import explorers, ops
from cnnlib.explorers.strides import MODES, RANGES, Sliding, draw

#: A photograph is loaded once, and a machine may be busy: no deadline.
DRAWN = settings(max_examples=40, deadline=None)


def numbers() -> st.SearchStrategy[Sliding]:
    """Every position of the sliders."""
    ranges = {name: st.integers(*limits) for name, limits in RANGES.items()}
    return st.builds(Sliding, **ranges, mode=st.sampled_from(MODES))


def by_torch(sliding: Sliding) -> np.ndarray:
    """The sums, computed by torch on an image that torch has padded."""
    x = torch.from_numpy(sliding.image)[None, None].double()
    mode = {"zeros": "constant"}.get(sliding.mode, sliding.mode)
    padded = F.pad(x, [sliding.padding] * 4, mode=mode)
    ones = torch.ones(1, 1, sliding.kernel_size, sliding.kernel_size, dtype=torch.float64)
    return F.conv2d(padded, ones, stride=sliding.stride, dilation=sliding.dilation)[0, 0].numpy()


class TestSliding:
    """A window of ones on its way over a padded image."""

    @DRAWN
    @given(numbers())
    def test_gives_what_torch_gives(self, sliding):
        sums = sliding.output(sliding.mode)
        if sums is None:
            with pytest.raises(RuntimeError):
                by_torch(sliding)
        else:
            np.testing.assert_array_equal(sums, by_torch(sliding))

    @DRAWN
    @given(numbers())
    def test_says_with_the_formula_how_large_the_output_is(self, sliding):
        formulas = [sliding.formula(size) for size in (sliding.height, sliding.width)]
        if sliding.places:
            sizes = tuple(int(formula.rpartition(" = ")[2]) for formula in formulas)
            assert sizes == sliding.out_shape
        else:
            assert any("reaches over" in formula for formula in formulas)

    @DRAWN
    @given(numbers())
    def test_says_by_the_window_what_the_output_holds(self, sliding):
        sums = sliding.output(sliding.mode)
        if sums is not None:
            for place in range(sliding.places):
                inside = sliding.padded(sliding.mode)[np.ix_(*sliding.window(place))]
                assert inside.sum() == sums.flat[place]
                assert sliding.sum_of(place).endswith(f" = {sums.flat[place]}")

    def test_sees_each_pixel_as_often_as_coverage_says(self):
        for kernel, stride, padding in itertools.product((1, 2, 3), (1, 2, 3), (0, 1, 2)):
            seen = Sliding(6, 7, kernel, stride, padding).coverage
            np.testing.assert_array_equal(seen, ops.coverage((6, 7), kernel, stride, padding))

    def test_counts_the_taps_and_not_the_gaps_of_a_dilated_window(self):
        assert Sliding(3, 3, kernel_size=2, dilation=2).coverage.tolist() == [
            [1, 0, 1],
            [0, 0, 0],
            [1, 0, 1],
        ]

    def test_counts_the_outputs_that_the_padding_changes(self):
        sliding = Sliding(5, 6, kernel_size=3, padding=1)
        assert sliding.changed("zeros") == 0
        assert sliding.changed("replicate") == 5 * 6 - 3 * 4  # all whose window meets the frame

    def test_has_no_frame_that_the_image_cannot_fill(self):
        assert Sliding(3, 9, padding=3).padded("reflect") is None
        assert Sliding(3, 9, padding=3).padded("circular") is not None
        assert Sliding(2, 9, padding=3).padded("circular") is None

    def test_says_where_the_window_is_and_what_it_holds(self):
        words = Sliding(5, 6, kernel_size=2, padding=1).describe(1)
        assert words == (
            "Input 5 × 6, output 6 × 7. Place 2 of 42: output row 0, column 1. The window takes "
            "input rows −1, 0 and columns 0, 1; 2 of its values are padding. "
            "Sum: 0 + 0 + 8 + 1 = 9. Pixels that no window sees: 0."
        )

    def test_says_what_a_mode_changes(self):
        words = Sliding(5, 6, padding=1, mode="reflect").describe(0)
        assert words.endswith("Outputs that zeros would change: 18.")

    def test_says_why_there_is_nothing(self):
        assert "The kernel fits nowhere" in Sliding(2, 3, kernel_size=5).describe(0)
        words = Sliding(2, 3, padding=3, mode="reflect").describe(0)
        assert "reflect cannot pad by 3: it takes more than 3 pixels each way" in words
        words = Sliding(1, 3, padding=2, mode="circular").describe(0)
        assert words.endswith("it takes 2 pixels each way, and there are 1 × 3.")


class TestDraw:
    """One step of the window."""

    @DRAWN
    @given(numbers(), st.integers(0, 50))
    def test_survives_every_position_of_the_sliders(self, sliding, place):
        drawing = draw(sliding, place)
        assert drawing.alt == sliding.describe(min(place, sliding.last))
        assert drawing.svg().startswith("<svg")

    def test_shows_the_output_only_as_far_as_the_window_has_come(self):
        sliding = Sliding(4, 4, kernel_size=2, stride=2)
        for place in range(4):
            shown = [str(number) for number in sliding.output("zeros").flat]
            words = [
                shape.words for shape in draw(sliding, place).shapes if hasattr(shape, "words")
            ]
            start, end = words.index("output 2 × 2") + 1, words.index("windows that see a pixel")
            assert words[start:end] == shown[: place + 1]

    def test_shows_the_outputs_of_all_modes_where_there_is_padding(self):
        titles = [f"output with {mode}" for mode in MODES]
        assert all(title in draw(Sliding(padding=1), 0).svg() for title in titles)
        assert not any(title in draw(Sliding(), 0).svg() for title in titles)
        assert "Without padding nothing stands outside" in draw(Sliding(), 0).svg()


class TestStrideAndPadding:
    """The explorer."""

    def test_begins_as_it_is_told(self):
        explorer = explorers.stride_and_padding(4, 7, 2, 3, 1, 2, "circular")
        assert explorer.drawing == draw(Sliding(4, 7, 2, 3, 1, 2, "circular"), 0)

    def test_draws_anew_when_a_slider_moves(self):
        explorer = explorers.stride_and_padding(padding=0)
        explorer.controls["stride"].value = 2
        explorer.controls["place"].value = 3
        assert explorer.drawing == draw(Sliding(stride=2), 2)
        assert "Place 3 of 4" in explorer.drawing.alt

    def test_has_as_many_places_as_the_output(self):
        explorer = explorers.stride_and_padding(padding=0)
        explorer.controls["place"].value = 12
        assert explorer.controls["place"].max == 12
        explorer.controls["kernel_size"].value = 4
        assert (explorer.controls["place"].max, explorer.controls["place"].value) == (6, 6)

    @pytest.mark.parametrize(
        ("wrong", "message"),
        [
            ({"height": 10}, "expected height from 1 to 9, got 10"),
            ({"stride": 0}, "expected stride from 1 to 4, got 0"),
            ({"padding": 1.5}, r"expected padding to be an int, got 1\.5"),
            ({"mode": "mirror"}, "expected mode to be one of 'zeros', .* got 'mirror'"),
        ],
    )
    def test_refuses_what_is_out_of_range(self, wrong, message):
        with pytest.raises(ValueError, match=f"stride_and_padding: {message}"):
            explorers.stride_and_padding(**wrong)
