"""The maps, actions and classifiers that cases of notebook 06 hand to an answer."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import frames
from autograder.callables import find, name_of, symmetry

EVERY = [getattr(symmetry, name) for name in symmetry.__all__]
FRESH = [function for function in EVERY if function is not symmetry.itself]
TURNS = (symmetry.stay, symmetry.turn_quarter, symmetry.turn_half, symmetry.turn_back)
FLIPS = (symmetry.stay, symmetry.mirror, symmetry.upside_down, symmetry.turn_half)
CLASSIFIERS = (
    symmetry.above_batch_mean,
    symmetry.always_seven,
    symmetry.brighter_half,
    symmetry.brightest_column,
    symmetry.brightest_row,
    symmetry.corner_sign,
)


def images() -> np.ndarray:
    return np.random.default_rng(6).permutation(72).astype(float).reshape(3, 2, 3, 4) - 36


@pytest.mark.parametrize("function", EVERY, ids=lambda f: f.__name__)
class TestEveryFunction:
    def test_is_found_by_its_name_on_the_other_side(self, function):
        assert find(name_of(function)) is function
        assert frames.decode(frames.encode([function]), functions=True) == [function]

    def test_says_in_one_line_what_it_does(self, function):
        assert function.__doc__.endswith(".")
        assert "\n" not in function.__doc__


@pytest.mark.parametrize("function", FRESH, ids=lambda f: f.__name__)
def test_leaves_its_input_alone_and_shares_no_memory_with_it(function):
    x = images()
    result = function(x)
    assert not np.shares_memory(result, x)
    result[...] = 7
    np.testing.assert_array_equal(x, images())


def test_itself_gives_back_the_array_that_came_in():
    x = images()
    assert symmetry.itself(x) is x


class TestActions:
    @pytest.mark.parametrize("group", [TURNS, FLIPS], ids=["turns", "flips"])
    def test_of_a_group_make_up_its_table(self, group):
        x = images()[..., :3]
        versions = [action(x) for action in group]
        for one in group:
            for other in group:
                both = one(other(x))
                assert sum(np.array_equal(both, version) for version in versions) == 1

    def test_a_quarter_turn_goes_counter_clockwise(self):
        np.testing.assert_array_equal(
            symmetry.turn_quarter(np.array([[1, 2], [3, 4]])), [[2, 4], [1, 3]]
        )
        np.testing.assert_array_equal(symmetry.turn_back(symmetry.turn_quarter(images())), images())


class TestMaps:
    def test_that_see_the_batch_answer_otherwise_for_a_part_of_it(self):
        x = images()
        for phi in (symmetry.subtract_batch_mean, symmetry.spread_in_batch):
            assert not np.array_equal(phi(x)[:1], phi(x[:1]))

    def test_by_place_tell_places_apart(self):
        x = np.ones((2, 3))
        np.testing.assert_array_equal(symmetry.weigh_by_place(x), [[1, 2, 3], [4, 5, 6]])
        np.testing.assert_array_equal(symmetry.squares_by_place(-2 * x), [[4, 8, 12], [16, 20, 24]])

    def test_some_change_the_shape(self):
        shapes = {
            symmetry.right_minus_left: (3, 2, 3, 3),
            symmetry.every_second: (3, 2, 2, 2),
            symmetry.larger_of_pairs: (3, 2, 3, 2),
            symmetry.row_totals: (3, 2, 3),
            symmetry.first_column: (3, 2, 3),
        }
        assert {phi: phi(images()).shape for phi in shapes} == shapes

    def test_differences_change_their_sign_in_the_mirror(self):
        x = images()
        np.testing.assert_array_equal(
            symmetry.right_minus_left(symmetry.mirror(x)),
            symmetry.mirror_and_negate(symmetry.right_minus_left(x)),
        )


class TestClassifiers:
    @pytest.mark.parametrize("predict", CLASSIFIERS, ids=lambda f: f.__name__)
    def test_give_one_whole_number_for_each_image(self, predict):
        for x in (images(), images()[:, 0], images()[:1]):
            labels = predict(x)
            assert labels.shape == (len(x),)
            assert labels.dtype.kind == "i"

    def test_see_where_the_light_is(self):
        x = np.zeros((2, 3, 4))
        x[0, 2, 3] = x[1, 0, 0] = 1.0
        np.testing.assert_array_equal(symmetry.brightest_row(x), [2, 0])
        np.testing.assert_array_equal(symmetry.brightest_column(x), [3, 0])
        np.testing.assert_array_equal(symmetry.brighter_half(x), [0, 1])
        np.testing.assert_array_equal(symmetry.corner_sign(x), [0, 1])
        np.testing.assert_array_equal(symmetry.above_batch_mean(x), [0, 1])
