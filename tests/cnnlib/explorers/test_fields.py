from __future__ import annotations

import numpy as np
import pytest

from cnnlib import ops
from cnnlib.explorers.fields import SHAPE, STACKS, Stack, draw, probed

DEEP = ((3, 1, 1), (2, 2, 1), (5, 1, 2), (3, 3, 1))


class TestProbed:
    """The experiment: one pixel at a time."""

    @pytest.mark.parametrize("layers", [*STACKS.values(), DEEP])
    def test_agrees_with_the_formula_at_every_output(self, layers):
        size, jump = ops.receptive_field(layers)
        for column, answers in enumerate(probed(layers).T):
            touched = np.flatnonzero(answers)
            assert touched[0] == column * jump
            assert touched[-1] - touched[0] + 1 == size

    def test_agrees_with_probing_by_what_the_learner_writes(self):
        layers = ((3, 2, 1), (2, 1, 2))

        def f(x):
            for kernel_size, stride, dilation in layers:
                weight = np.ones((1, 1, 1, kernel_size))
                x = ops.conv2d_strided(
                    x[None, None], weight, stride=(1, stride), dilation=(1, dilation)
                )[0, 0]
            return x

        touched = ops.touched_inputs(f, (1, 16), (0, 2))[0]
        np.testing.assert_array_equal(touched, probed(layers)[:16, 2] != 0)

    def test_shares_out_the_whole_pixel(self):
        np.testing.assert_allclose(probed(DEEP).sum(axis=0), 1.0)


class TestStack:
    """What one output value sees."""

    def test_fills_the_formula_in(self):
        assert Stack(DEEP).sums == [
            "1 + 2·1 = 3",
            "3 + 1·1 = 4",
            "4 + 2·4·2 = 20",
            "20 + 2·2 = 24",
        ]

    def test_has_the_output_size_of_its_layers(self):
        x = np.zeros((1, 1, *SHAPE))
        for kernel_size, stride, dilation in DEEP:
            weight = np.ones((1, 1, kernel_size, kernel_size))
            x = ops.conv2d_strided(x, weight, stride=stride, dilation=dilation)
        assert Stack(DEEP).out_shape == x.shape[2:]

    def test_looks_at_the_last_place_when_there_is_none_so_far_out(self):
        stack = Stack(DEEP, row=999, column=999)
        assert stack.place == (stack.out_shape[0] - 1, stack.out_shape[1] - 1)
        assert stack.seen.any()

    def test_counts_the_pixels_between_which_dilation_leaves_holes(self):
        text = Stack(((3, 1, 4),)).describe()
        assert "sees 9 pixels each way" in text
        assert text.endswith("9 pixels, with holes: 3 change it.")

    def test_says_so_when_the_photograph_is_too_small(self):
        stack = Stack(((11, 4, 1),) * 4)
        assert stack.out_shape == (0, 0)
        assert stack.describe().endswith("the photograph has only 120 rows: no output.")

    def test_fits_when_the_field_is_as_large_as_the_photograph_and_not_beyond(self):
        just = ((3, 1, 8),) * 7 + ((8, 1, 1),)
        assert Stack(just).size == SHAPE[0]
        assert Stack(just).out_shape == (1, 61)
        assert Stack((*just[:-1], (9, 1, 1))).out_shape == (0, 0)


class TestDraw:
    """The field on the photograph."""

    def test_shows_in_colour_what_is_seen(self):
        stack = Stack(((3, 1, 4),), row=20, column=30)
        (image,) = (s for s in draw(*_arguments(stack)).shapes if hasattr(s, "pixels"))
        coloured = np.ptp(image.pixels.astype(int), axis=2) > 0
        rows, columns = np.nonzero(coloured)
        assert set(rows) <= {20, 24, 28}
        assert set(columns) <= {30, 34, 38}
        assert len(rows) > 0

    def test_draws_as_many_bars_as_pixels_are_touched(self):
        stack = Stack(((3, 1, 4), (2, 1, 1)), row=20, column=30)
        bars = [s for s in draw(*_arguments(stack)).shapes if getattr(s, "width", 0) == 2.4]
        assert len(bars) == stack.seen.sum() == 6

    def test_is_there_also_when_nothing_fits(self):
        assert "no output" in draw([(11, 4, 8)] * 8).svg()


def _arguments(stack: Stack) -> tuple[object, int, int]:
    return stack.layers, stack.row, stack.column
