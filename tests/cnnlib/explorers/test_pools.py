from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch.nn import functional as F

from cnnlib import explorers, ops
from cnnlib.explorers.pools import FARTHEST, KINDS, MOST, PICTURES, SHAPE, Pooling, draw

#: A photograph is loaded once, and a machine may be busy: no deadline.
DRAWN = settings(max_examples=40, deadline=None)


def poolings() -> st.SearchStrategy[Pooling]:
    """Every position of the controls."""
    shift, size = st.integers(-FARTHEST, FARTHEST), st.integers(1, MOST)
    kind, picture = st.sampled_from(KINDS), st.sampled_from(PICTURES)
    return st.builds(Pooling, kind, size, size, shift, shift, picture)


class TestPooling:
    """A small picture and its shifted copy, both pooled."""

    @DRAWN
    @given(poolings())
    def test_gives_what_torch_gives(self, pooling):
        pool = {"max": F.max_pool2d, "average": F.avg_pool2d}[pooling.kind]
        x = torch.from_numpy(pooling.after)[None, None].double()
        expected = pool(x, pooling.kernel_size, pooling.stride)[0, 0].numpy()
        np.testing.assert_allclose(pooling.pool(pooling.after), expected, atol=1e-12)

    @DRAWN
    @given(poolings())
    def test_names_one_winner_for_each_window(self, pooling):
        won = pooling.won(pooling.before)
        assert won.sum() == pooling.last + 1
        largest = ops.max_pool2d(pooling.before[None, None], pooling.kernel_size, pooling.stride)
        assert set(pooling.before[won > 0]) == set(largest.ravel())

    @DRAWN
    @given(poolings(), st.integers(0, 80))
    def test_finds_the_winner_of_one_window(self, pooling, place):
        place = min(place, pooling.last)
        winner = pooling.winner(pooling.before, place)
        assert pooling.before[winner] == pooling.pool(pooling.before).flat[place] or (
            pooling.kind == "average"
        )
        assert pooling.won(pooling.before)[winner] > 0

    def test_gives_a_tie_to_the_first(self):
        pixel = Pooling(picture="one bright pixel")  # all windows but one hold zeros only
        assert pixel.won(pixel.before)[0, 0] == 1
        assert pixel.won(pixel.before)[0, 1] == 0

    def test_ignores_a_shift_inside_a_window(self):
        inside = Pooling(picture="one bright pixel", right=1)
        assert (inside.change, inside.changed.any()) == (0.0, False)
        assert Pooling(kind="average", picture="one bright pixel", right=1).change == 0.0

    def test_moves_along_with_a_shift_by_a_stride(self):
        along = Pooling(picture="one bright pixel", right=2)
        assert along.moves_along
        assert along.change == pytest.approx(2**0.5)
        assert not Pooling(picture="one bright pixel", right=3).moves_along
        # Windows that overlap reach into what has entered, or has left.
        assert not Pooling(kernel_size=3, picture="edge of the cup", right=2).moves_along

    def test_does_not_take_rounding_for_a_change(self):
        shifted = Pooling(kind="average", kernel_size=3, stride=3, picture="one bright pixel")
        assert shifted.pool(shifted.before).max() == pytest.approx(1.0)
        assert not shifted.changed.any()

    def test_says_what_happens_in_a_window(self):
        pooling = Pooling(picture="one bright pixel", kernel_size=2, stride=2)
        assert pooling.at(pooling.before, 7) == "9 0 0 0: 9 wins, at row 2, column 4"
        ties = "0 0 0 0: 0 wins, the first of 4 equal ones, at row 0, column 0"
        assert pooling.at(pooling.before, 0) == ties
        assert Pooling("average").at(pooling.before, 7) == "9 0 0 0: mean 2.2"

    def test_says_what_the_shift_does(self):
        words = Pooling(down=-1, right=0).describe(0)
        assert "8 × 10 becomes 4 × 5, 75% of the values are dropped" in words
        assert "Shift by 1 up: the output changes by" in words
        assert "Without a shift nothing changes" in Pooling(right=0).describe(0)


class TestDraw:
    """The two pictures, their outputs and the difference."""

    @DRAWN
    @given(poolings(), st.integers(0, 80))
    def test_survives_every_position_of_the_controls(self, pooling, place):
        drawing = draw(pooling, place)
        assert drawing.alt == pooling.describe(min(place, pooling.last))
        assert all(shape.svg().startswith("<") for shape in drawing.shapes)

    def test_writes_every_pixel_and_every_output_twice(self):
        pooling = Pooling()
        words = [shape.words for shape in draw(pooling, 0).shapes if hasattr(shape, "words")]
        numbers = [word for word in words if word.lstrip("−").isdigit()]
        assert len(numbers) == 2 * SHAPE[0] * SHAPE[1] + 3 * (pooling.last + 1)

    def test_shows_winners_of_the_maximum_only(self):
        assert "has won a window" in draw(Pooling("max"), 0).svg()
        assert "has won a window" not in draw(Pooling("average"), 0).svg()


class TestPoolingExplorer:
    """The explorer."""

    def test_begins_as_it_is_told(self):
        explorer = explorers.pooling("average", 3, 1, -2, 4, "edge of the cup")
        assert explorer.drawing == draw(Pooling("average", 3, 1, -2, 4, "edge of the cup"), 0)

    def test_draws_anew_when_a_control_moves(self):
        explorer = explorers.pooling()
        explorer.controls["kind"].value = "average"
        explorer.controls["place"].value = 4
        assert explorer.drawing == draw(Pooling("average"), 3)
        assert "Window 4 of 20" in explorer.drawing.alt

    def test_has_as_many_places_as_there_are_windows(self):
        explorer = explorers.pooling()
        explorer.controls["stride"].value = 1
        assert explorer.controls["place"].max == 7 * 9

    @pytest.mark.parametrize(
        ("wrong", "message"),
        [
            ({"kind": "min"}, "expected kind to be one of 'max', 'average', got 'min'"),
            ({"kernel_size": 5}, "expected kernel_size from 1 to 4, got 5"),
            ({"right": -5}, "expected right from -4 to 4, got -5"),
            ({"picture": "cat"}, "expected picture to be one of .* got 'cat'"),
        ],
    )
    def test_refuses_what_is_out_of_range(self, wrong, message):
        with pytest.raises(ValueError, match=f"pooling: {message}"):
            explorers.pooling(**wrong)
