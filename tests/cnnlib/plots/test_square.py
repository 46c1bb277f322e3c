from __future__ import annotations

import numpy as np
import pytest

from cnnlib import plots

from .support import boxes, limits, overlapping, panels, titles


def square(difference: float = 1.0) -> plots.Picture:
    """φ doubles and cuts off a row; the two ways differ in one value."""
    x = np.arange(12.0).reshape(3, 4)
    output = 2 * x[1:]
    moved = np.roll(x, 1, axis=1)
    end = np.roll(output, 1, axis=1)
    other_end = end.copy()
    other_end[0, 0] += difference
    return plots.commuting_square(x, moved, output, end, other_end, alt="a square")


class TestCommutingSquare:
    """Both ways round a map and a move, and what they differ by."""

    def test_shows_five_steps_and_the_difference(self):
        picture = square()
        assert titles(picture)[:5] == ["x", "φ(x)", "$M_g$φ(x)", "gx", "φ(gx)"]
        assert titles(picture)[5] == "φ(gx) − $M_g$φ(x), at most 1"
        difference = panels(picture)[5].images[0].get_array()
        np.testing.assert_array_equal(difference, [[1, 0, 0, 0], [0, 0, 0, 0]])

    def test_outputs_share_a_scale_and_a_difference_has_its_own(self):
        scales = limits(square(difference=0.5))
        assert scales[1] == scales[2] == scales[4] == (-22, 22)
        assert scales[5] == (-0.5, 0.5)

    def test_a_difference_in_the_last_digits_stays_invisible(self):
        assert limits(square(difference=1e-12))[5] == (-22, 22)

    def test_an_empty_square_has_a_scale(self):
        zero = np.zeros((2, 2))
        assert limits(plots.commuting_square(zero, zero, zero, zero, zero, alt="empty"))[1] == (
            -1,
            1,
        )

    def test_titles_and_labels_of_arrows_do_not_run_together(self):
        picture = square()
        texts = [axis.title for axis in panels(picture)]
        texts += [text for axis in panels(picture) for text in axis.texts]
        assert overlapping(boxes(picture, texts)) == 0

    def test_arrays_that_are_no_planes_raise(self):
        plane = np.zeros((2, 2))
        with pytest.raises(ValueError, match=r"commuting_square: expected arrays with two axes"):
            plots.commuting_square(plane[0], plane, plane, plane, plane, alt="no")

    def test_ways_that_end_in_two_shapes_raise(self):
        plane = np.zeros((2, 2))
        with pytest.raises(ValueError, match=r"expected output_of_moved of shape \(2, 2\)"):
            plots.commuting_square(plane, plane, plane, plane, plane[:1], alt="no")
