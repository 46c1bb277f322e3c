from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import assume, given
from hypothesis import strategies as st
from torch.nn import functional as F

from cnnlib import ops

from .support import FEW, SEEDS, agree, distinct, normal, numerical_gradient, small, tensor

PAIRS = st.tuples(small(3), small(3))
STRIDES = st.none() | PAIRS
BATCHES = st.tuples(small(2), small(3), small(7, 3), small(6, 3))


@st.composite
def paddings(draw, kernel=PAIRS):
    """A kernel and a padding of at most half of it."""
    kh, kw = draw(kernel)
    return (kh, kw), (draw(small(kh // 2, 0)), draw(small(kw // 2, 0)))


class TestForward:
    @given(SEEDS, BATCHES, paddings(), STRIDES)
    @FEW
    def test_max_is_torchs(self, seed, shape, window, stride):
        kernel, padding = window
        x = normal(seed, *shape) - 3  # mostly negative: a padded 0 would win
        theirs = F.max_pool2d(tensor(x), kernel, stride, padding)
        np.testing.assert_array_equal(ops.max_pool2d(x, kernel, stride, padding), theirs.numpy())

    @given(SEEDS, BATCHES, paddings(), STRIDES, st.booleans())
    @FEW
    def test_mean_is_torchs(self, seed, shape, window, stride, counted):
        kernel, padding = window
        x = normal(seed, *shape)
        theirs = F.avg_pool2d(tensor(x), kernel, stride, padding, count_include_pad=counted)
        agree(ops.avg_pool2d(x, kernel, stride, padding, count_include_pad=counted), theirs)

    @given(SEEDS, BATCHES)
    @FEW
    def test_global_pooling_is_the_mean_of_each_map(self, seed, shape):
        x = normal(seed, *shape)
        agree(ops.global_avg_pool(x), F.adaptive_avg_pool2d(tensor(x), 1)[:, :, 0, 0])

    def test_channels_keep_to_themselves(self):
        x = normal(0, 1, 2, 4, 4)
        changed = x.copy()
        changed[:, 1] += 1
        for pool in (ops.max_pool2d, ops.avg_pool2d):
            np.testing.assert_array_equal(pool(x, 2)[:, 0], pool(changed, 2)[:, 0])

    @given(SEEDS, small(3), PAIRS, PAIRS)
    @FEW
    def test_a_convolution_can_take_the_mean(self, seed, channels, kernel, stride):
        x = normal(seed, 2, channels, 5, 6)
        weight = ops.avg_pool_as_conv(channels, kernel)
        assert weight.shape == (channels, channels, *kernel)
        agree(ops.conv2d_strided(x, weight, stride=stride), ops.avg_pool2d(x, kernel, stride))


class TestBackward:
    @given(SEEDS, BATCHES, PAIRS, STRIDES)
    @FEW
    def test_gradients_are_torchs(self, seed, shape, kernel, stride):
        x = tensor(distinct(seed, *shape)).requires_grad_()
        for pool, ours in (
            (
                F.max_pool2d,
                lambda g: ops.max_pool2d_backward(g, x.detach().numpy(), kernel, stride),
            ),
            (F.avg_pool2d, lambda g: ops.avg_pool2d_backward(g, shape, kernel, stride)),
        ):
            out = pool(x, kernel, stride)
            grad_out = normal(seed + 1, *out.shape)
            agree(ours(grad_out), torch.autograd.grad(out, x, tensor(grad_out))[0])

    @pytest.mark.parametrize(("kernel", "stride"), [(2, None), ((2, 3), (1, 2)), (3, 1)])
    def test_gradients_are_those_of_finite_differences(self, kernel, stride):
        x = distinct(0, 2, 2, 4, 5)
        grad_out = normal(1, *ops.max_pool2d(x, kernel, stride).shape)
        for pool, gradient in (
            (ops.max_pool2d, ops.max_pool2d_backward(grad_out, x, kernel, stride)),
            (ops.avg_pool2d, ops.avg_pool2d_backward(grad_out, x.shape, kernel, stride)),
        ):
            expected = numerical_gradient(lambda a, p=pool: p(a, kernel, stride), [x], 0, grad_out)
            np.testing.assert_allclose(gradient, expected, rtol=1e-7, atol=1e-8)

    def test_a_tie_goes_to_the_first_in_row_order(self):
        x = np.array([[[[1.0, 2.0, 2.0], [2.0, 2.0, 2.0]]]])
        gradient = ops.max_pool2d_backward(np.ones((1, 1, 1, 2)), x, (2, 2), stride=1)
        np.testing.assert_array_equal(gradient[0, 0], [[0, 2, 0], [0, 0, 0]])

    @given(SEEDS, BATCHES, PAIRS, STRIDES)
    @FEW
    def test_no_gradient_is_lost(self, seed, shape, kernel, stride):
        grad_out = normal(seed, *ops.max_pool2d(np.zeros(shape), kernel, stride).shape)
        assert ops.max_pool2d_backward(grad_out, np.zeros(shape), kernel, stride).sum() == (
            pytest.approx(grad_out.sum())
        )
        assert ops.avg_pool2d_backward(grad_out, shape, kernel, stride).sum() == (
            pytest.approx(grad_out.sum())
        )


class TestChangeUnderShift:
    @given(SEEDS, st.lists(small(3), max_size=2), small(4, -4), small(4, -4))
    @FEW
    def test_it_is_the_formula_on_any_leading_axes(self, seed, leading, dy, dx):
        x = normal(seed, *leading, 3, 4)
        shifted = np.zeros_like(x)
        for place in np.ndindex(*leading):
            shifted[place] = ops.shift_image(x[place], dy, dx)
        pool = lambda a: a[..., ::2, :] ** 2
        expected = np.linalg.norm(pool(shifted) - pool(x)) / np.linalg.norm(pool(x))
        assert ops.change_under_shift(pool, x, dy, dx) == pytest.approx(expected)

    def test_nothing_over_nothing_is_nothing(self):
        assert ops.change_under_shift(np.sin, np.zeros((2, 2)), 1, 0) == 0.0

    def test_global_pooling_hardly_changes(self):
        x = np.zeros((1, 1, 9, 9))
        x[..., 3:6, 3:6] = 1
        assert ops.change_under_shift(ops.global_avg_pool, x, 1, 1) == 0.0
        change = ops.change_under_shift(lambda a: ops.max_pool2d(a, 3), x, 1, 1)
        assert type(change) is float
        assert change > 0

    def test_a_pool_may_spoil_what_it_is_given(self):
        def spoil(a):
            a += 1
            return a

        x = normal(0, 3, 3)
        before = x.copy()
        ops.change_under_shift(spoil, x, 0, 0)
        np.testing.assert_array_equal(x, before)


class TestValuesSaved:
    @given(BATCHES, PAIRS, STRIDES)
    @FEW
    def test_it_is_what_pooling_drops(self, shape, kernel, stride):
        kept = ops.max_pool2d(np.zeros(shape), kernel, stride).size
        saved = ops.values_saved(shape, kernel, stride)
        assume(kept)
        assert saved == pytest.approx(1 - kept / np.prod(shape))
        assert type(saved) is float
        assert ops.values_saved(shape[2:], kernel, stride) == pytest.approx(saved)
