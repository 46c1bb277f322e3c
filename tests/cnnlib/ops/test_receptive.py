from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from torch.nn import functional as F

from cnnlib import ops

from .support import FEW, SEEDS, normal, small, tensor

PAIRS = st.tuples(small(3), small(3))


def pool(size):
    return lambda x: ops.max_pool2d(x[None, None], size)[0, 0]


def filtered(kernel, stride=1, padding=0, bias=0.0):
    weight = np.asarray(kernel)[None, None]
    return lambda x: ops.conv2d_strided(x[None, None], weight, [bias], stride, padding)[0, 0]


def chain(*maps):
    def apply(x):
        for one in maps:
            x = one(x)
        return x

    return apply


def box(shape, rows, columns):
    expected = np.zeros(shape, dtype=bool)
    expected[slice(*rows), slice(*columns)] = True
    return expected


class TestCoverage:
    @given(st.tuples(small(7), small(7)), PAIRS, PAIRS, st.tuples(small(2, 0), small(2, 0)))
    @FEW
    def test_it_is_what_folding_ones_gives(self, size, kernel, stride, padding):
        assume(all(n + 2 * p >= k for n, k, p in zip(size, kernel, padding, strict=True)))
        ones = F.unfold(tensor(np.ones((1, 1, *size))), kernel, stride=stride, padding=padding)
        theirs = F.fold(ones * 0 + 1, size, kernel, stride=stride, padding=padding)[0, 0]
        ours = ops.coverage(size, kernel, stride, padding)
        assert ours.dtype.kind == "i"
        np.testing.assert_array_equal(ours, theirs.numpy())


class TestReceptiveField:
    def test_no_layers_see_one_pixel(self):
        assert ops.receptive_field([]) == (1, 1)

    @given(st.lists(st.tuples(small(3), small(2), small(2)), max_size=3))
    @FEW
    def test_the_rule_agrees_with_composed_kernels(self, layers):
        taps, jump = np.ones((1, 1)), 1
        for kernel, stride, dilation in layers:
            spread = np.zeros((1, (kernel - 1) * dilation * jump + 1))
            spread[:, :: dilation * jump] = 1
            taps = ops.compose_kernels(taps, spread)
            jump *= stride
        assert ops.receptive_field(layers) == (taps.shape[1], jump)

    def test_a_pair_has_dilation_one(self):
        assert ops.receptive_field(iter([(3, 2), [3, 1]])) == ops.receptive_field(
            [(3, 2, 1), (3, 1, 1)]
        )


class TestTouchedInputs:
    @given(SEEDS, PAIRS, small(2), small(1, 0))
    @FEW
    def test_a_kernel_touches_where_its_weights_are(self, seed, kernel, stride, padding):
        weight = normal(seed, *kernel)
        weight[np.random.default_rng(seed).random(kernel) < 0.4] = 0
        f = filtered(weight, stride, padding)
        row, column = f(np.zeros((5, 6))).shape
        expected = np.zeros((5, 6), dtype=bool)
        for u, v in zip(*np.nonzero(weight), strict=True):
            i, j = (row - 1) * stride + u - padding, (column - 1) * stride + v - padding
            if 0 <= i < 5 and 0 <= j < 6:
                expected[i, j] = True
        found = ops.touched_inputs(f, (5, 6), (row - 1, column - 1))
        np.testing.assert_array_equal(found, expected)

    @pytest.mark.parametrize("seed", range(5))
    def test_it_sees_through_deep_nonlinear_stacks(self, seed):
        kernels = [normal(10 * seed + i, 3, 3) for i in range(3)]
        f = chain(
            filtered(kernels[0], bias=-0.5),
            ops.relu,
            filtered(kernels[1]),
            ops.relu,
            pool(2),
            filtered(kernels[2][:2, :2]),
        )
        found = ops.touched_inputs(f, (14, 15), (1, 2))
        np.testing.assert_array_equal(found, box((14, 15), (2, 10), (4, 12)))

    @pytest.mark.parametrize(
        "f",
        [
            chain(pool(2), pool(2)),
            lambda x: -chain(pool(2), pool(2))(-x),
            chain(filtered(np.full((4, 4), 1e-3), 4, bias=-1e5), ops.relu),
            chain(filtered(np.full((4, 4), -1.0), 4), ops.relu),
            chain(filtered(np.ones((4, 4)), 4), ops.sigmoid),
            lambda x: ops.relu(-pool(4)(-x)),  # open only where every pixel is positive
            lambda x: np.prod(x.reshape(2, 4, 2, 4), axis=(1, 3)),
            lambda x: np.clip(filtered(np.ones((4, 4)), 4)(x), 3.0, 4.0),
            lambda x: (filtered(np.ones((4, 4)), 4)(x) > 100).astype(int),
        ],
    )
    def test_every_pixel_of_a_block_is_found(self, f):
        found = ops.touched_inputs(f, (8, 8), (1, 0))
        np.testing.assert_array_equal(found, box((8, 8), (4, 8), (0, 4)))

    def test_running_sums_leave_no_trace_of_rounding(self):
        def moving(x):
            total = np.cumsum(x, axis=1)
            return total[:, 3:] - total[:, :-3]

        found = ops.touched_inputs(moving, (1, 9), (0, 4))
        np.testing.assert_array_equal(found, box((1, 9), (0, 1), (5, 8)))

    def test_tiny_weights_count(self):
        bell = np.exp(-(np.arange(-6.0, 7.0) ** 2))[None]
        assert ops.touched_inputs(filtered(bell), (1, 13), (0, 0)).all()

    def test_a_map_that_overflows_does_not_warn_or_mislead(self):
        f = lambda x: np.exp(filtered(np.eye(2))(x)) @ np.eye(3)
        found = ops.touched_inputs(f, (3, 4), (0, 1))
        np.testing.assert_array_equal(np.argwhere(found), [(0, 1), (1, 2)])

    def test_a_constant_touches_nothing(self):
        assert not ops.touched_inputs(lambda x: np.zeros((2, 2)), (3, 3), (0, 0)).any()

    def test_a_map_may_spoil_what_it_is_given(self):
        def spoil(x):
            x *= 2
            return x

        np.testing.assert_array_equal(
            ops.touched_inputs(spoil, (2, 3), (1, 2)), box((2, 3), (1, 2), (2, 3))
        )

    def test_an_index_counts_from_the_end_as_in_numpy(self):
        assert ops.touched_inputs(lambda x: x, (2, 3), (-1, -1))[1, 2]

    @pytest.mark.parametrize(
        "index", [(2, 0), (0, 3), (-3, 0), (0, -4), (0,), (0, 0, 0), 0, (0.5, 0)]
    )
    def test_an_index_outside_raises(self, index):
        with pytest.raises(ValueError, match="touched_inputs: expected out_index"):
            ops.touched_inputs(lambda x: x, (2, 3), index)
