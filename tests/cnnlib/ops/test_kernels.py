from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.nn import functional as F

from cnnlib import ops

from .support import FEW, SEEDS, agree, normal, numerical_gradient, small, tensor

SIZES = st.fixed_dictionaries({"kh": small(4), "kw": small(4), "oh": small(4), "ow": small(4)})
LAYERS = st.tuples(small(3), small(3), small(3))  # N, C, F


def image_of(seed, size, *leading):
    return normal(seed, *leading, size["oh"] + size["kh"] - 1, size["ow"] + size["kw"] - 1)


class TestSmallKernels:
    @given(small(6), small(6))
    @FEW
    def test_a_box_averages(self, kh, kw):
        kernel = ops.box_kernel((kh, kw))
        assert kernel.shape == (kh, kw)
        assert np.all(kernel == 1 / (kh * kw))
        assert ops.brightness_gain(kernel) == pytest.approx(1)

    def test_an_int_stands_for_both_sizes(self):
        assert ops.box_kernel(3).shape == ops.identity_kernel(3).shape == (3, 3)
        assert ops.box_kernel([2, 3]).shape == (2, 3)
        assert ops.box_kernel(np.int32(2)).shape == (2, 2)

    @given(SEEDS, small(2, 0), small(2, 0))
    @FEW
    def test_the_identity_crops_and_no_more(self, seed, up, left):
        image = normal(seed, 6, 7)
        kernel = ops.identity_kernel((2 * up + 1, 2 * left + 1))
        inner = image[up : 6 - up, left : 7 - left]
        np.testing.assert_array_equal(ops.correlate2d(image, kernel), inner)

    @given(SEEDS, SIZES)
    @FEW
    def test_the_gain_is_what_a_flat_image_is_multiplied_by(self, seed, size):
        kernel = normal(seed, size["kh"], size["kw"])
        flat = np.full(image_of(seed, size).shape, 3.0)
        agree(ops.correlate2d(flat, kernel), np.full((size["oh"], size["ow"]), 3.0) * kernel.sum())
        assert ops.brightness_gain(kernel) == pytest.approx(kernel.sum())


class TestPlane:
    @given(SEEDS, SIZES, st.floats(-5, 5))
    @FEW
    def test_correlation_is_what_torch_calls_convolution(self, seed, size, bias):
        image, kernel = image_of(seed, size), normal(seed + 1, size["kh"], size["kw"])
        theirs = F.conv2d(tensor(image)[None, None], tensor(kernel)[None, None])[0, 0] + bias
        agree(ops.correlate2d(image, kernel, bias), theirs)

    @given(SEEDS, SIZES)
    @FEW
    def test_convolution_is_the_definition(self, seed, size):
        image, kernel = image_of(seed, size), normal(seed + 1, size["kh"], size["kw"])
        kh, kw = kernel.shape
        expected = np.zeros((size["oh"], size["ow"]))
        for i, j in np.ndindex(expected.shape):
            for u, v in np.ndindex(kh, kw):
                expected[i, j] += kernel[u, v] * image[i + kh - 1 - u, j + kw - 1 - v]
        agree(ops.convolve2d(image, kernel), expected)

    def test_an_impulse_shows_a_convolved_kernel_upright(self):
        kernel = np.arange(6.0).reshape(2, 3)
        impulse = np.zeros((3, 5))
        impulse[1, 2] = 1
        np.testing.assert_array_equal(ops.convolve2d(impulse, kernel), kernel)

    @pytest.mark.parametrize("dtype", [np.uint8, np.int64, np.float32, np.bool_])
    def test_images_of_other_types_are_computed_in_float64(self, dtype):
        image = np.array([[200, 100], [255, 1]]).astype(dtype)
        out = ops.correlate2d(image, np.full((2, 2), 0.5))
        assert out.dtype == np.float64
        assert out[0, 0] == image.astype(float).sum() / 2

    @given(SEEDS, st.tuples(small(3), small(3)), st.tuples(small(3), small(3)))
    @FEW
    def test_one_composed_kernel_does_the_work_of_two(self, seed, one, two):
        first, second, image = normal(seed, *one), normal(seed + 1, *two), normal(seed + 2, 7, 8)
        both = ops.compose_kernels(first, second)
        assert both.shape == (one[0] + two[0] - 1, one[1] + two[1] - 1)
        expected = ops.correlate2d(ops.correlate2d(image, first), second)
        agree(ops.correlate2d(image, both), expected)


class TestLayers:
    @given(SEEDS, SIZES, LAYERS, st.booleans())
    @FEW
    def test_conv2d_is_torchs(self, seed, size, layer, with_bias):
        n, c, f = layer
        x, weight = image_of(seed, size, n, c), normal(seed + 1, f, c, size["kh"], size["kw"])
        bias = normal(seed + 2, f) if with_bias else None
        theirs = F.conv2d(tensor(x), tensor(weight), None if bias is None else tensor(bias))
        agree(ops.conv2d(x, weight, bias), theirs)

    @given(SEEDS, SIZES, small(3))
    @FEW
    def test_one_filter_on_one_image_is_a_part_of_the_layer(self, seed, size, channels):
        x = image_of(seed, size, channels)
        weight = normal(seed + 1, channels, size["kh"], size["kw"])
        expected = ops.conv2d(x[None], weight[None], np.array([1.5]))[0, 0]
        agree(ops.conv2d_single(x, weight, 1.5), expected)

    @given(SEEDS, SIZES, LAYERS)
    @FEW
    def test_im2col_is_torchs_unfold_and_makes_a_matrix_product(self, seed, size, layer):
        n, c, f = layer
        x, kernel = image_of(seed, size, n, c), (size["kh"], size["kw"])
        columns = ops.im2col(x, kernel)
        np.testing.assert_array_equal(columns, F.unfold(tensor(x), kernel).numpy())
        weight = normal(seed + 1, f, c, *kernel)
        product = (weight.reshape(f, -1) @ columns).reshape(n, f, size["oh"], size["ow"])
        agree(product, ops.conv2d(x, weight))

    @pytest.mark.parametrize("shape", [(4, 5, 3), (4, 5, 1), (2, 4, 5, 3), (1, 1, 1, 1)])
    @pytest.mark.parametrize("dtype", [np.uint8, np.float32, np.float64, ">i4"])
    def test_channels_move_to_the_front_and_the_type_stays(self, shape, dtype):
        x = np.arange(np.prod(shape)).reshape(shape).astype(dtype)
        out = ops.hwc_to_chw(x)
        assert out.dtype == x.dtype
        np.testing.assert_array_equal(out, np.moveaxis(x, -1, -3))

    def test_the_example_of_the_course_notes(self):
        image = np.ones((32, 32, 3))
        filters = np.ones((16, 5, 5, 3))
        out = ops.conv2d(ops.hwc_to_chw(image)[None], ops.hwc_to_chw(filters))
        assert out.shape == (1, 16, 28, 28)


class TestBackward:
    @given(SEEDS, SIZES, LAYERS)
    @FEW
    def test_gradients_are_torchs(self, seed, size, layer):
        n, c, f = layer
        x, weight = image_of(seed, size, n, c), normal(seed + 1, f, c, size["kh"], size["kw"])
        grad_out = normal(seed + 2, n, f, size["oh"], size["ow"])
        inputs = [tensor(a).requires_grad_() for a in (x, weight, np.zeros(f))]
        theirs = torch.autograd.grad(F.conv2d(*inputs), inputs, tensor(grad_out))
        ours = ops.conv2d_backward(grad_out, x, weight)
        assert isinstance(ours, tuple)
        for our, their in zip(ours, theirs, strict=True):
            agree(our, their)

    def test_gradients_are_those_of_finite_differences(self):
        arguments = normal(0, 2, 3, 4, 5), normal(1, 2, 3, 2, 3), normal(2, 2)
        grad_out = normal(3, 2, 2, 3, 3)
        gradients = ops.conv2d_backward(grad_out, arguments[0], arguments[1])
        for index, gradient in enumerate(gradients):
            expected = numerical_gradient(ops.conv2d, arguments, index, grad_out)
            np.testing.assert_allclose(gradient, expected, rtol=1e-7, atol=1e-8)
