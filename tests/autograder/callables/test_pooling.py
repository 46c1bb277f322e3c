"""The maps that cases of `change_under_shift` hand to an answer."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import frames
from autograder.callables import find, name_of, pooling

POOLS = [getattr(pooling, name) for name in pooling.__all__]
every_pool = pytest.mark.parametrize("pool", POOLS, ids=lambda pool: pool.__name__)


def maps() -> np.ndarray:
    return np.arange(-20.0, 20.0).reshape(2, 4, 5)


@every_pool
class TestEveryMap:
    def test_is_found_by_its_name_on_the_other_side(self, pool):
        assert find(name_of(pool)) is pool
        assert frames.decode(frames.encode([pool]), functions=True) == [pool]

    def test_says_in_one_line_what_it_does(self, pool):
        assert pool.__doc__.endswith(".")
        assert "\n" not in pool.__doc__

    def test_leaves_its_input_alone_and_shares_no_memory_with_it(self, pool):
        x = maps()
        result = pool(x)
        assert not np.shares_memory(result, x)
        result[...] = 7.0
        np.testing.assert_array_equal(x, maps())

    def test_takes_any_leading_axes(self, pool):
        x = maps()
        np.testing.assert_array_equal(pool(x)[1], pool(x[1]))
        np.testing.assert_array_equal(pool(x[None])[0], pool(x))


class TestColumnTotals:
    def test_do_not_change_when_content_moves_inside_the_map(self):
        x = np.zeros((5, 3))
        x[1:3] = 2.0
        np.testing.assert_array_equal(
            pooling.column_totals(np.roll(x, 1, axis=0)), pooling.column_totals(x)
        )


class TestEverySecond:
    def test_keeps_a_quarter_of_an_even_map(self):
        np.testing.assert_array_equal(
            pooling.every_second(np.arange(16.0).reshape(4, 4)), [[0, 2], [8, 10]]
        )
