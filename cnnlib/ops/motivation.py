"""Notebook 01: why convolution: counting parameters, shifting pictures, one matrix."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy import ndarray

from cnnlib.ops._arguments import (
    array_with_axes,
    fits,
    floats,
    held_value,
    integer,
    invalid,
    numbers,
    pair,
    same_shape,
    sizes,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jaxtyping import Float64, Int, Num, Shaped

    Size = int | Sequence[int]

__all__ = [
    "accuracy_under_shift",
    "conv1d_as_matrix",
    "conv_macs",
    "conv_param_count",
    "dense_param_count",
    "local_param_count",
    "permute_dense_weights",
    "shift_image",
]


def dense_param_count(in_shape: tuple[int, ...], out_features: int, bias: bool = True) -> int:
    """Count the parameters of a dense layer: every input is wired to every output.

    Args:
        in_shape: shape of one input, of any length; `()` is a single number.
        out_features: number of outputs.
        bias: whether each output has a bias.

    Returns:
        The number of weights and biases.

    Raises:
        ValueError: if a size is below 1.

    Example:
        >>> dense_param_count((3, 200, 200), 1000)
        120001000

    Source:
        Notebook 01, “A dense layer explodes”.
    """
    inputs = math.prod(sizes("dense_param_count", "in_shape", in_shape))
    outputs = integer("dense_param_count", "out_features", out_features, 1)
    return outputs * (inputs + bool(bias))


def local_param_count(
    in_shape: tuple[int, int, int], out_channels: int, kernel_size: Size, bias: bool = True
) -> int:
    """Count the parameters of a locally connected layer: small windows, nothing shared.

    Args:
        in_shape: (C, H, W) of one input.
        out_channels: number of outputs at every place.
        kernel_size: height and width of the window, an int or a pair; stride 1, no padding.
        bias: whether each output value has a bias of its own.

    Returns:
        The number of weights and biases.

    Raises:
        ValueError: if `in_shape` is not (C, H, W), a size is below 1, or no window fits.

    Example:
        >>> local_param_count((3, 32, 32), 16, 5)
        953344

    Source:
        Goodfellow, Bengio and Courville (2016), Deep Learning, section 9.5, “unshared convolution”.
    """
    window, places = _window_and_places("local_param_count", in_shape, kernel_size)
    outputs = places * integer("local_param_count", "out_channels", out_channels, 1)
    return outputs * (window + bool(bias))


def conv_param_count(
    in_channels: int, out_channels: int, kernel_size: Size, bias: bool = True
) -> int:
    """Count the parameters of a convolution: one filter an output channel, shared by all places.

    Args:
        in_channels: channels of the input.
        out_channels: number of filters.
        kernel_size: height and width of the filters, an int or a pair.
        bias: whether each filter has a bias.

    Returns:
        The number of weights and biases; the image's size does not enter.

    Raises:
        ValueError: if a size is below 1.

    Example:
        >>> conv_param_count(3, 16, 5)
        1216

    Source:
        LeCun, Bottou, Bengio and Haffner (1998), section II.
    """
    channels = integer("conv_param_count", "in_channels", in_channels, 1)
    filters = integer("conv_param_count", "out_channels", out_channels, 1)
    kh, kw = pair("conv_param_count", "kernel_size", kernel_size)
    return filters * (channels * kh * kw + bool(bias))


def conv_macs(in_shape: tuple[int, int, int], out_channels: int, kernel_size: Size) -> int:
    """Count the multiply-adds of a convolution with stride 1 and no padding.

    Args:
        in_shape: (C, H, W) of one input.
        out_channels: number of filters.
        kernel_size: height and width of the filters, an int or a pair.

    Returns:
        The number of products; a bias adds none.

    Raises:
        ValueError: if `in_shape` is not (C, H, W), a size is below 1, or no window fits.

    Example:
        >>> conv_macs((3, 32, 32), 16, 5)
        940800

    Source:
        Notebook 01, “What sharing does not save”.
    """
    window, places = _window_and_places("conv_macs", in_shape, kernel_size)
    return places * integer("conv_macs", "out_channels", out_channels, 1) * window


def shift_image(
    image: Num[ndarray, "*C H W"], dy: int, dx: int, fill: float = 0.0
) -> Num[ndarray, "*C H W"]:
    """Move an image's content down by `dy` and right by `dx`; what enters is `fill`.

    Args:
        image: (H, W) or (C, H, W), any dtype, which is kept.
        dy: pixels downwards; negative is up.
        dx: pixels to the right; negative is left. Either may exceed the image.
        fill: value of the pixels that enter; for an integer image one that its dtype holds.

    Returns:
        A fresh array of the same shape and dtype.

    Raises:
        ValueError: if `image` has other axes, a shift is not an int, or the dtype cannot hold
            `fill`.

    Example:
        >>> shift_image(np.array([[1, 2], [3, 4]]), dy=1, dx=0)
        array([[0, 0],
               [1, 2]])

    Source:
        Notebook 01, “The object moves a little”.
    """
    image = array_with_axes("shift_image", "image", image, 2, 3)
    rows_to, rows_from = _overlap(image.shape[-2], integer("shift_image", "dy", dy))
    columns_to, columns_from = _overlap(image.shape[-1], integer("shift_image", "dx", dx))
    value = held_value("shift_image", "fill", fill, image.dtype)
    shifted = np.full(image.shape, value, dtype=image.dtype)
    shifted[..., rows_to, columns_to] = image[..., rows_from, columns_from]
    return shifted


def accuracy_under_shift(
    predict: Callable[[ndarray], ndarray],
    images: Num[ndarray, "N H W"],
    labels: Shaped[ndarray, " N"],
    dy: int,
    dx: int,
) -> float:
    """Measure how often a classifier is right about images that were shifted.

    Args:
        predict: maps images (N, H, W) to labels (N,); called once, with the whole batch.
        images: (N, H, W).
        labels: the right answers (N,).
        dy: pixels downwards, as in `shift_image`; zeros enter.
        dx: pixels to the right.

    Returns:
        The share of right labels, between 0 and 1.

    Raises:
        ValueError: if there are no images, or labels or predictions are not one for each.

    Example:
        >>> bright = lambda images: images.max(axis=(1, 2)) > 0
        >>> accuracy_under_shift(bright, np.ones((4, 2, 2)), np.ones(4), dy=2, dx=0)
        0.0

    Source:
        Notebook 01, “The object moves a little”.
    """
    where = "accuracy_under_shift"
    images = array_with_axes(where, "images", images, 3, shape="(N, H, W)")
    truth = np.asarray(labels)
    same_shape(where, "labels", truth, images.shape[:1], "pass one label for each image")
    shifted = shift_image(images, integer(where, "dy", dy), integer(where, "dx", dx))
    predicted = np.asarray(predict(shifted))
    same_shape(where, "predict(images)", predicted, truth.shape, "return one label for each image")
    return float(np.mean(predicted == truth))


def permute_dense_weights(
    weight: Num[ndarray, "out in"], perm: Int[ndarray, " in"]
) -> Num[ndarray, "out in"]:
    """Rewire a dense layer so that shuffled inputs give it the outputs of the original ones.

    Args:
        weight: (out, in), any dtype, which is kept.
        perm: the shuffle (in,): a permutation of 0 … in − 1.

    Returns:
        Fresh weights W′ (out, in) with `W′ @ x[perm] == weight @ x` for every x.

    Raises:
        ValueError: if `weight` does not have two axes, or `perm` is not such a permutation.

    Example:
        >>> permute_dense_weights(np.array([[1, 2, 3]]), np.array([2, 0, 1]))
        array([[3, 1, 2]])

    Source:
        Notebook 01, “A dense layer knows no neighbours”.
    """
    where = "permute_dense_weights"
    weight = array_with_axes(where, "weight", weight, 2, shape="(out, in)")
    order = numbers(where, "perm", perm)
    features = weight.shape[1]
    # Sorted, a permutation of 0 … in − 1 is just these numbers.
    if order.dtype.kind not in "iu" or not np.array_equal(np.sort(order), np.arange(features)):
        expected = f"perm to be a permutation of 0 … {features - 1}"
        got = f"shape {order.shape}, dtype {order.dtype}"
        raise invalid(where, expected, got, f"try rng.permutation({features})")
    return np.take(weight, order.astype(np.intp), axis=1)


def conv1d_as_matrix(kernel: Num[ndarray, " k"], n: int) -> Float64[ndarray, "n-k+1 n"]:
    """Write a sliding dot product as one matrix: local means zeros, shared means repeats.

    Args:
        kernel: weights (k,).
        n: length of the signal.

    Returns:
        M of shape (n − k + 1, n), float64, with `M @ x` the kernel's dot product at every place.

    Raises:
        ValueError: if `kernel` does not have one axis, or is longer than `n`.

    Example:
        >>> conv1d_as_matrix(np.array([1, 2]), 3)
        array([[1., 2., 0.],
               [0., 1., 2.]])

    Source:
        Goodfellow, Bengio and Courville (2016), Deep Learning, section 9.1, on Toeplitz matrices.
    """
    where = "conv1d_as_matrix"
    kernel = floats(array_with_axes(where, "kernel", kernel, 1, shape="(k,)", remedy="ravel it"))
    length = integer(where, "n", n, 1)
    if len(kernel) > length:
        expected = f"kernel no longer than n = {length}"
        raise invalid(where, expected, f"shape {kernel.shape}", "take a larger n")
    rows = np.arange(length - len(kernel) + 1)[:, np.newaxis]
    matrix = np.zeros((len(rows), length))
    matrix[rows, rows + np.arange(len(kernel))] = kernel
    return matrix


def _window_and_places(where: str, in_shape: Any, kernel_size: Any) -> tuple[int, int]:
    """The weights in one window of (C, H, W), and the number of places where it fits."""
    channels, height, width = sizes(where, "in_shape", in_shape, 3, shape="(C, H, W)")
    kh, kw = pair(where, "kernel_size", kernel_size)
    fits(where, "kernel_size", (kh, kw), (height, width), got=kernel_size)
    return channels * kh * kw, (height - kh + 1) * (width - kw + 1)


def _overlap(size: int, shift: int) -> tuple[slice, slice]:
    """Where along an axis the content goes, and where it comes from."""
    shift = max(-size, min(shift, size))  # moved out altogether is as far as it gets
    return slice(max(shift, 0), size + min(shift, 0)), slice(max(-shift, 0), size - max(shift, 0))
