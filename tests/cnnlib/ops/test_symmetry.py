from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from torch.nn import functional as F

from cnnlib import ops

from .support import FEW, SEEDS, agree, normal, small, tensor

SHIFTS = st.tuples(small(9, -9), small(9, -9))
ODD = st.sampled_from([1, 3, 5])


def translated(dy, dx):
    return lambda x: ops.translate(x, dy, dx)


def turned(x):
    return np.rot90(x, axes=(-2, -1))


class TestTranslate:
    @given(SEEDS, SHIFTS, SHIFTS)
    @FEW
    def test_it_is_the_action_of_a_group(self, seed, one, two):
        x = normal(seed, 2, 4, 5)
        both = ops.translate(x, one[0] + two[0], one[1] + two[1])
        np.testing.assert_array_equal(ops.translate(ops.translate(x, *one), *two), both)
        np.testing.assert_array_equal(ops.translate(ops.translate(x, *one), -one[0], -one[1]), x)

    @given(SEEDS, SHIFTS)
    @FEW
    def test_every_pixel_comes_from_where_it_was(self, seed, shift):
        x = normal(seed, 3, 4)
        out = ops.translate(x, *shift)
        for i, j in np.ndindex(3, 4):
            assert out[i, j] == x[(i - shift[0]) % 3, (j - shift[1]) % 4]

    def test_the_type_stays_and_no_shift_is_too_far(self):
        x = np.arange(6, dtype=np.uint8).reshape(1, 2, 3)
        out = ops.translate(x, 10**30, -(10**30))
        assert out.dtype == np.uint8
        np.testing.assert_array_equal(out, ops.translate(x, 10**30 % 2, -(10**30) % 3))


class TestErrors:
    @given(SEEDS, SHIFTS, ODD, ODD)
    @FEW
    def test_circular_convolution_is_equivariant(self, seed, shift, kh, kw):
        x, weight = normal(seed, 2, 2, 5, 6), normal(seed + 1, 3, 2, kh, kw)
        phi = lambda a: ops.circular_conv2d(a, weight)
        g = translated(*shift)
        assert ops.equivariance_error(phi, g, g, x) < 1e-12

    def test_borders_break_it(self):
        x, weight = normal(0, 1, 1, 6, 6), normal(1, 1, 1, 3, 3)
        phi = lambda a: ops.conv2d_strided(a, weight, padding=1)
        assert ops.equivariance_error(phi, translated(1, 0), translated(1, 0), x) > 0.1

    @given(SEEDS)
    @FEW
    def test_they_are_the_formulas(self, seed):
        x = normal(seed, 4, 4)
        phi, g, m_g = np.sin, translated(1, 0), translated(0, 1)
        distance = np.linalg.norm(phi(g(x)) - m_g(phi(x)))
        expected = distance / np.linalg.norm(m_g(phi(x)))
        assert ops.equivariance_error(phi, g, m_g, x) == pytest.approx(expected)
        expected = np.linalg.norm(phi(g(x)) - phi(x)) / np.linalg.norm(phi(x))
        assert ops.invariance_error(phi, g, x) == pytest.approx(expected)

    def test_nothing_over_nothing_is_nothing(self):
        zero = np.zeros((3, 3))
        assert ops.equivariance_error(np.sin, np.copy, np.copy, zero) == 0.0
        assert ops.invariance_error(np.sin, np.copy, zero) == 0.0
        assert type(ops.invariance_error(np.sin, np.copy, zero)) is float

    def test_maps_may_return_numbers_and_spoil_what_they_are_given(self):
        def spoil(a):
            a *= 2
            return a

        x = normal(0, 3, 3)
        before = x.copy()
        assert ops.invariance_error(np.max, spoil, x) == pytest.approx(1)
        assert ops.equivariance_error(spoil, spoil, spoil, x) == 0.0
        assert ops.equivariance_error(lambda a: a, spoil, spoil, x) == 0.0
        np.testing.assert_array_equal(x, before)

    def test_sides_of_two_shapes_raise(self):
        with pytest.raises(
            ValueError, match=r"equivariance_error: expected phi\(g\(x\)\) of shape"
        ):
            ops.equivariance_error(np.copy, np.copy, np.transpose, np.ones((2, 3)))
        with pytest.raises(ValueError, match=r"invariance_error: expected phi\(g\(x\)\) of shape"):
            ops.invariance_error(np.copy, np.transpose, np.ones((2, 3)))

    @given(small(9), small(9), st.data())
    @FEW
    def test_errors_are_averaged_ring_by_ring(self, height, width, data):
        error = normal(data.draw(SEEDS), height, width)
        rings: dict[int, list[float]] = {}
        for i, j in np.ndindex(height, width):
            ring = min(i, j, height - 1 - i, width - 1 - j)
            rings.setdefault(ring, []).append(abs(error[i, j]))
        expected = [np.mean(rings[d]) for d in sorted(rings)]
        assert sorted(rings) == list(range((min(height, width) + 1) // 2))
        agree(ops.error_by_border_distance(error), expected)


class TestCircularConv2d:
    @given(SEEDS, ODD, ODD, st.booleans())
    @FEW
    def test_it_is_torchs(self, seed, kh, kw, with_bias):
        x, weight = normal(seed, 2, 3, 4, 5), normal(seed + 1, 4, 3, kh, kw)
        bias = normal(seed + 2, 4) if with_bias else None
        half = (kw // 2, kw // 2, kh // 2, kh // 2)
        padded = F.pad(tensor(x), half, mode="circular")
        theirs = F.conv2d(padded, tensor(weight), None if bias is None else tensor(bias))
        agree(ops.circular_conv2d(x, weight, bias), theirs)


class TestOutputShift:
    @given(small(12, -12), small(4))
    @FEW
    def test_it_is_the_shift_that_subsampling_leaves(self, shift, stride):
        x = np.arange(24.0)
        expected = np.roll(x, shift)[::stride]
        moves = [m for m in range(-24, 25) if np.array_equal(np.roll(x[::stride], m), expected)]
        out = ops.output_shift(shift, stride)
        if 24 % stride == 0 and shift % stride == 0:
            assert out in moves
            assert type(out) is int
            assert out * stride == shift
        else:
            assert out is None
            assert not moves


class TestGroupAverage:
    def test_averaging_over_the_group_makes_a_map_invariant(self):
        x = normal(0, 4, 4)
        turns = [lambda a, k=k: np.rot90(a, k) for k in range(4)]
        phi = lambda a: (a * np.arange(16.0).reshape(4, 4)).sum(axis=0) ** 2
        average = lambda a: ops.group_average(phi, turns, a)
        assert ops.invariance_error(phi, turns[1], x) > 0.1
        assert ops.invariance_error(average, turns[1], x) < 1e-12
        agree(average(x), sum(phi(g(x)) for g in turns) / 4)

    def test_one_shot_iterables_and_numbers_will_do(self):
        result = ops.group_average(np.sum, (g for g in [np.copy, np.negative]), np.ones((2, 2)))
        assert isinstance(result, np.ndarray)
        assert result == 0

    def test_actions_may_spoil_what_they_are_given(self):
        def spoil(a):
            a += 1
            return a

        x = np.zeros((2, 2))
        np.testing.assert_array_equal(
            ops.group_average(np.copy, [spoil, spoil], x), np.ones((2, 2))
        )
        assert np.all(x == 0)

    def test_no_group_or_uneven_results_raise(self):
        with pytest.raises(ValueError, match="group_average: expected actions"):
            ops.group_average(np.copy, [], np.ones((2, 3)))
        with pytest.raises(ValueError, match=r"group_average: expected phi\(x\) of shape"):
            ops.group_average(np.copy, [np.copy, np.transpose], np.ones((2, 3)))


class TestBlurPool2d:
    @given(SEEDS, small(5), small(5), st.tuples(small(3), small(3)))
    @FEW
    def test_it_is_a_circular_convolution_and_a_slice(self, seed, height, width, stride):
        x = normal(seed, 2, 3, height, width)
        weight = np.zeros((3, 3, 3, 3))
        weight[range(3), range(3)] = np.outer([1, 2, 1], [1, 2, 1]) / 16
        expected = ops.circular_conv2d(x, weight)[:, :, :: stride[0], :: stride[1]]
        agree(ops.blur_pool2d(x, stride), expected)

    def test_it_subsamples_by_two(self):
        x = normal(0, 1, 2, 5, 4)
        np.testing.assert_array_equal(ops.blur_pool2d(x), ops.blur_pool2d(x, (2, 2)))
        assert ops.blur_pool2d(x).shape == (1, 2, 3, 2)


class TestShiftConsistency:
    @given(SEEDS, st.lists(SHIFTS, min_size=1, max_size=4), st.booleans())
    @FEW
    def test_it_is_the_share_of_pairs(self, seed, shifts, channels):
        x = normal(seed, 4, 2, 3, 5) if channels else normal(seed, 4, 3, 5)
        predict = lambda a: (a[..., 0, 0].reshape(len(a), -1)[:, 0] > 0).astype(int)
        same = [predict(ops.translate(x, *s))[n] == predict(x)[n] for s in shifts for n in range(4)]
        share = ops.shift_consistency(predict, x, shifts)
        assert share == pytest.approx(np.mean(same))
        assert type(share) is float

    def test_a_predictor_may_spoil_what_it_is_given(self):
        def predict(a):
            label = a[:, 0, 0] > 0
            a[...] = 0
            return label

        assert ops.shift_consistency(predict, np.ones((2, 3, 3)), [(0, 1), (1, 0)]) == 1.0

    @pytest.mark.parametrize(
        ("shifts", "match"),
        [([], "got none"), ([1], "got 1"), ([(1, 2, 3)], "got"), ([(0.5, 1)], "got 0.5")],
    )
    def test_what_is_no_shift_raises(self, shifts, match):
        with pytest.raises(ValueError, match=rf"shift_consistency: expected shifts .*{match}"):
            ops.shift_consistency(lambda a: np.ones(len(a)), np.ones((1, 2, 2)), shifts)


class TestP4:
    @given(SEEDS, small(3), small(3), small(2, 0))
    @FEW
    def test_turning_the_input_acts_on_the_output(self, seed, size, filters, more):
        x = normal(seed, 2, 2, size + more + 1, size + more)
        weight, bias = normal(seed + 1, filters, 2, size, size), normal(seed + 2, filters)
        lift = lambda a: ops.lift_p4(a, weight, bias)
        agree(lift(turned(x)), ops.p4_action(lift(x)))
        assert ops.equivariance_error(lift, turned, ops.p4_action, x) < 1e-12

    def test_index_r_is_the_filter_turned_r_times(self):
        x, weight = normal(0, 1, 2, 5, 6), normal(1, 3, 2, 3, 3)
        lifted = ops.lift_p4(x, weight)
        for r in range(4):
            agree(lifted[:, :, r], ops.conv2d(x, np.rot90(weight, r, axes=(2, 3))))

    def test_counter_clockwise_is_as_seen_on_the_screen(self):
        right = np.array([[0.0, 0, 0], [0, 0, 1], [0, 0, 0]])[None, None]
        up = np.array([[0.0, 1, 0], [0, 0, 0], [0, 0, 0]])[None, None]
        assert ops.lift_p4(up, right)[0, 0, :, 0, 0].tolist() == [0, 1, 0, 0]

    def test_four_turns_are_none(self):
        y = normal(0, 2, 3, 4, 5, 6)
        out = y
        for _ in range(4):
            out = ops.p4_action(out)
        np.testing.assert_array_equal(out, y)
