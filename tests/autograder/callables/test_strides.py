"""The maps that cases of `touched_inputs` hand to an answer."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import frames
from autograder.callables import find, name_of, strides
from cnnlib import ops

MAPS = [getattr(strides, name) for name in strides.__all__]
every_map = pytest.mark.parametrize("f", MAPS, ids=lambda f: f.__name__)


def image() -> np.ndarray:
    return np.random.default_rng(0).permutation(np.arange(-20.0, 22.0)).reshape(6, 7)


def touched(f, shape: tuple[int, int], index: tuple[int, int]) -> list[list[int]]:
    return ops.touched_inputs(f, shape, index).astype(int).tolist()


@every_map
class TestEveryMap:
    def test_is_found_by_its_name_on_the_other_side(self, f):
        assert find(name_of(f)) is f
        assert frames.decode(frames.encode([f]), functions=True) == [f]

    def test_says_in_one_line_what_it_does(self, f):
        assert f.__doc__.endswith(".")
        assert "\n" not in f.__doc__

    def test_leaves_its_input_alone_and_shares_no_memory_with_it(self, f):
        x = image()
        result = f(x)
        assert result.ndim == 2
        assert not np.shares_memory(result, x)
        np.testing.assert_array_equal(x, image())

    def test_answers_equal_images_equally(self, f):
        np.testing.assert_array_equal(f(image()), f(np.asfortranarray(image())))


class TestWhatTheySee:
    def test_zero_weights_are_not_touched(self):
        assert touched(strides.corners, (4, 3), (1, 0)) == [
            [0, 0, 0],
            [1, 0, 0],
            [0, 0, 0],
            [1, 0, 1],
        ]

    def test_a_window_in_the_padding_sees_what_is_left_of_it(self):
        assert touched(strides.padded_sum, (3, 3), (2, 0)) == [[0, 0, 0], [1, 1, 0], [1, 1, 0]]

    def test_a_gate_counts_like_what_it_lets_through(self):
        assert touched(strides.gated, (3, 2), (1, 1)) == [[0, 0], [0, 1], [0, 1]]

    def test_two_gates_count_as_well(self):
        assert touched(strides.gated_both_ways, (2, 4), (1, 0)) == [[0] * 4, [1, 1, 1, 0]]

    def test_a_mean_sees_its_whole_row(self):
        assert touched(strides.deviations, (2, 3), (1, 0)) == [[0, 0, 0], [1, 1, 1]]

    def test_the_second_of_two_layers_sees_all_that_the_first_one_saw(self):
        assert touched(strides.two_layers, (3, 3), (0, 0)) == [[1, 1, 1]] * 3

    def test_a_constant_sees_nothing(self):
        assert touched(strides.constant, (2, 2), (1, 2)) == [[0, 0], [0, 0]]


class TestProbesThatAreBlind:
    """What makes these maps worth asking about."""

    @pytest.mark.parametrize(
        "f", [strides.strided_part, strides.negative_part, strides.products, strides.gated]
    )
    def test_one_step_up_from_zero_changes_nothing(self, f):
        for pixel in np.ndindex(4, 5):
            x = np.zeros((4, 5))
            x[pixel] = 1.0
            np.testing.assert_array_equal(f(x), f(np.zeros((4, 5))))

    def test_a_large_image_stays_capped(self):
        x = np.full((3, 3), 100.0)
        x[1, 1] += 50.0
        np.testing.assert_array_equal(strides.capped(x), np.ones((2, 2)))

    def test_a_lower_pixel_does_not_change_a_maximum(self):
        x = np.zeros((2, 2))
        x[0, 0] = -5.0
        np.testing.assert_array_equal(strides.brightest(x), [[0.0]])
