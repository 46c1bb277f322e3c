from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib import explorers, ops
from cnnlib.explorers.squares import FARTHEST, MODES, MOST, POOLINGS, SOBEL, Square, draw

#: A photograph is loaded once, and a machine may be busy: no deadline.
DRAWN = settings(max_examples=40, deadline=None)


def squares() -> st.SearchStrategy[Square]:
    """Every position of the controls."""
    shift = st.integers(-FARTHEST, FARTHEST)
    return st.builds(
        Square,
        shift,
        shift,
        st.sampled_from(MODES),
        st.integers(1, MOST),
        st.sampled_from(POOLINGS),
        st.booleans(),
    )


class TestSquare:
    """A layer, a shift of its input, and that of its output."""

    @DRAWN
    @given(squares())
    def test_closes_where_nothing_is_outside_and_the_shift_is_whole(self, square):
        if square.padding == "circular" and square.shift is not None:
            assert square.error == pytest.approx(0.0, abs=1e-12)

    @pytest.mark.parametrize("mode", [mode for mode in MODES if mode != "circular"])
    def test_does_not_close_where_something_is_outside(self, mode):
        square = Square(down=2, right=3, padding=mode)
        difference = np.abs(square.maps["φ(gx) − M_gφ(x)"])
        assert square.error > 0.01
        assert difference[3:-1, 5:-1].max() < 1e-12  # the border, also the one that has moved

    def test_does_not_close_at_a_part_of_a_stride(self):
        errors = [Square(right=right, stride=2).error for right in range(4)]
        assert errors[0] == errors[2] == 0.0
        assert min(errors[1], errors[3]) > 0.1

    @pytest.mark.parametrize("layer", [{"stride": 2}, {"pooling": "max"}, {"pooling": "average"}])
    def test_comes_closer_with_a_blur(self, layer):
        assert Square(right=1, **layer, blur=True).error < Square(right=1, **layer).error

    @DRAWN
    @given(squares())
    def test_takes_the_best_of_the_nearest_shifts(self, square):
        if square.shift is not None:
            assert square.nearest == square.shift
        else:
            down, right = square.nearest
            assert abs(down * square.step - square.down) < square.step
            assert abs(right * square.step - square.right) < square.step

    @pytest.mark.parametrize("kind", ["max", "average"])
    def test_pools_as_the_operations_do(self, kind):
        pool = {"max": ops.max_pool2d, "average": ops.avg_pool2d}[kind]
        square = Square(stride=2, pooling=kind)
        edges = ops.circular_conv2d(square.x, SOBEL)[:, :, ::2, ::2]
        np.testing.assert_allclose(square.phi(square.x), pool(edges, 2), atol=1e-12)

    def test_measures_as_the_operation_does(self):
        square = Square(down=1, right=2, padding="zeros")
        ends = [square.maps[name] for name in ("φ(gx)", "M_gφ(x)")]
        expected = np.linalg.norm(ends[0] - ends[1]) / np.linalg.norm(ends[1])
        assert square.error == pytest.approx(expected)

    def test_says_why_the_ways_differ(self):
        assert "both ways agree" in Square().reason
        assert "where the border takes part" in Square(padding="zeros").reason
        assert "no shift of the output belongs to this one" in Square(stride=2).reason

    def test_lists_the_parts_of_the_layer_in_their_order(self):
        assert Square().parts == ["edge filter"]
        whole = Square(stride=3, pooling="max", blur=True)
        assert whole.parts == ["edge filter", "blur", "stride 3", "max 2 × 2", "blur", "stride 2"]

    def test_says_what_the_layer_is(self):
        words = Square(down=-1, stride=2, pooling="max", blur=True).describe()
        assert words.startswith(
            "The square for an edge filter with circular padding and stride 2, max pooling of "
            "2 × 2, blurred before values are left out. The picture moves 1 up and 3 right."
        )


class TestDraw:
    """The six panels."""

    @DRAWN
    @given(squares())
    def test_survives_every_position_of_the_controls(self, square):
        drawing = draw(square)
        assert drawing.alt == square.describe()
        assert drawing.svg().count("<image") == 6

    def test_leaves_a_difference_white_that_is_only_rounding(self):
        pixels = [s for s in draw(Square(down=2)).shapes if hasattr(s, "pixels")][-1].pixels
        assert (pixels == pixels[0, 0]).all()


class TestSymmetry:
    """The explorer."""

    def test_begins_as_it_is_told(self):
        explorer = explorers.symmetry(2, -1, "zeros", 3, "average", True)
        assert explorer.drawing.alt == Square(2, -1, "zeros", 3, "average", True).describe()

    def test_draws_anew_when_a_control_moves(self):
        explorer = explorers.symmetry()
        explorer.controls["stride"].value = 2
        explorer.controls["blur"].value = True
        assert explorer.drawing.alt == Square(stride=2, blur=True).describe()

    @pytest.mark.parametrize(
        ("wrong", "message"),
        [
            ({"down": 9}, "expected down from -8 to 8, got 9"),
            ({"stride": 5}, "expected stride from 1 to 4, got 5"),
            ({"padding": "mirror"}, "expected padding to be one of .* got 'mirror'"),
            ({"pooling": "sum"}, "expected pooling to be one of .* got 'sum'"),
            ({"blur": 1}, "expected blur to be a bool, got 1"),
        ],
    )
    def test_refuses_what_is_out_of_range(self, wrong, message):
        with pytest.raises(ValueError, match=f"symmetry: {message}"):
            explorers.symmetry(**wrong)
