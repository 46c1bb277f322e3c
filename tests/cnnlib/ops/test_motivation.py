from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from cnnlib import ops

from .support import FEW, SEEDS, agree, normal, small


def parameters(module: torch.nn.Module) -> int:
    return sum(p.numel() for p in module.parameters())


class TestCounts:
    def test_the_example_of_the_course_notes(self):
        assert ops.dense_param_count((3, 200, 200), 1000) == 120_001_000

    @given(st.lists(small(4), max_size=3), small(4), st.booleans())
    @FEW
    def test_dense_counts_what_torch_makes(self, in_shape, out, bias):
        inputs = int(np.prod(in_shape))
        layer = torch.nn.Linear(inputs, out, bias=bias)
        assert ops.dense_param_count(tuple(in_shape), out, bias=bias) == parameters(layer)

    @given(small(4), small(4), st.tuples(small(3), small(3)), st.booleans())
    @FEW
    def test_conv_counts_what_torch_makes(self, channels, filters, kernel, bias):
        layer = torch.nn.Conv2d(channels, filters, kernel, bias=bias)
        assert ops.conv_param_count(channels, filters, kernel, bias) == parameters(layer)

    @given(small(3), small(3), small(3), small(3), small(4), small(4), st.booleans())
    @FEW
    def test_local_is_conv_at_every_place(self, c, f, kh, kw, oh, ow, bias):
        in_shape = (c, oh + kh - 1, ow + kw - 1)
        shared = ops.conv_param_count(c, f, (kh, kw), bias)
        assert ops.local_param_count(in_shape, f, (kh, kw), bias) == shared * oh * ow
        weights = ops.conv_param_count(c, f, (kh, kw), bias=False)
        assert ops.conv_macs(in_shape, f, (kh, kw)) == weights * oh * ow

    def test_counts_are_python_ints_that_do_not_overflow(self):
        huge = np.int32(2**31 - 1)
        count = ops.dense_param_count((huge, huge), huge)
        assert type(count) is int
        assert count == int(huge) ** 3 + int(huge)

    def test_no_shape_is_one_input(self):
        assert ops.dense_param_count((), 5) == 10


class TestShiftImage:
    @given(SEEDS, st.tuples(small(3), small(4), small(5)), small(9, -9), small(9, -9))
    @FEW
    def test_every_pixel_comes_from_where_it_was(self, seed, shape, dy, dx):
        image = normal(seed, *shape)
        expected = np.full(shape, 7.0)
        for c, i, j in np.ndindex(shape):
            if 0 <= i - dy < shape[1] and 0 <= j - dx < shape[2]:
                expected[c, i, j] = image[c, i - dy, j - dx]
        np.testing.assert_array_equal(ops.shift_image(image, dy, dx, fill=7), expected)
        np.testing.assert_array_equal(ops.shift_image(image[0], dy, dx, 7), expected[0])

    @pytest.mark.parametrize(
        ("dtype", "fill"),
        [
            (np.uint8, 255),
            (np.uint8, 3.0),
            (np.int8, -128),
            (np.uint64, 2**64 - 1),
            (np.bool_, True),
            (np.float32, 0.1),
            (np.float32, 1e300),
            (np.float64, np.nan),
            (np.float64, -np.inf),
            (">f8", 0.5),
        ],
    )
    def test_what_enters_is_the_fill_in_the_images_type(self, dtype, fill):
        shifted = ops.shift_image(np.ones((2, 3), dtype=dtype), 1, 0, fill=fill)
        assert shifted.dtype == np.dtype(dtype)
        with np.errstate(over="ignore"):
            np.testing.assert_array_equal(shifted[0], np.full(3, fill, dtype=dtype))
        assert np.all(shifted[1] == 1)

    @pytest.mark.parametrize(
        ("dtype", "fill"),
        [(np.uint8, 256), (np.uint8, -1), (np.int64, 0.5), (np.int32, np.nan), (np.int16, np.inf)],
    )
    def test_an_integer_image_takes_no_fill_that_it_cannot_hold(self, dtype, fill):
        with pytest.raises(ValueError, match=rf"shift_image: expected fill .*got {fill}; "):
            ops.shift_image(np.ones((2, 3), dtype=dtype), 1, 0, fill=fill)


class TestAccuracyUnderShift:
    def test_it_asks_once_about_the_whole_shifted_batch(self):
        images, asked = normal(0, 5, 4, 3), []

        def predict(batch):
            asked.append(batch.copy())
            batch[:] = 0  # what it was given is its own
            return np.array([0, 1, 1, 0, 1])

        before = images.copy()
        accuracy = ops.accuracy_under_shift(predict, images, np.array([0, 1, 0, 1, 1]), -1, 2)
        assert accuracy == 0.6
        assert type(accuracy) is float
        assert len(asked) == 1
        np.testing.assert_array_equal(asked[0], ops.shift_image(images, -1, 2))
        np.testing.assert_array_equal(images, before)

    def test_lists_of_labels_will_do(self):
        always = lambda batch: [1] * len(batch)
        assert ops.accuracy_under_shift(always, np.ones((2, 2, 2)), [1, 0], 0, 0) == 0.5


class TestMatrices:
    @given(SEEDS, small(4), small(6))
    @FEW
    def test_permuted_weights_undo_a_shuffle(self, seed, outs, ins):
        weight, x = normal(seed, outs, ins), normal(seed + 1, ins)
        perm = np.random.default_rng(seed).permutation(ins)
        agree(ops.permute_dense_weights(weight, perm) @ x[perm], weight @ x)

    @pytest.mark.parametrize("dtype", [np.uint64, np.int8])
    def test_any_integers_name_a_permutation(self, dtype):
        out = ops.permute_dense_weights(np.array([[1, 2, 3]]), np.array([2, 0, 1], dtype=dtype))
        np.testing.assert_array_equal(out, [[3, 1, 2]])

    @given(SEEDS, small(4), small(5, 0))
    @FEW
    def test_a_matrix_does_what_the_sliding_kernel_does(self, seed, k, more):
        kernel, x = normal(seed, k), normal(seed + 1, k + more)
        matrix = ops.conv1d_as_matrix(kernel, len(x))
        assert matrix.shape == (more + 1, k + more)
        assert np.count_nonzero(matrix) == k * (more + 1)
        agree(matrix @ x, np.correlate(x, kernel, mode="valid"))
