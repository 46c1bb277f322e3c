"""Notebook 05: pooling, its gradients, and what it keeps of a shifted picture."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy import ndarray

from cnnlib.ops._arguments import (
    array_with_axes,
    fits,
    floats,
    integer,
    invalid,
    numbers,
    pair,
    same_shape,
    sizes,
)
from cnnlib.ops._windows import add_windows, windows
from cnnlib.ops.kernels import box_kernel
from cnnlib.ops.motivation import shift_image
from cnnlib.ops.strides import output_size, pad2d

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jaxtyping import Float64, Num

    Size = int | Sequence[int]
    Pair = tuple[int, int]

__all__ = [
    "avg_pool2d",
    "avg_pool2d_backward",
    "avg_pool_as_conv",
    "change_under_shift",
    "global_avg_pool",
    "max_pool2d",
    "max_pool2d_backward",
    "values_saved",
]


def max_pool2d(
    x: Num[ndarray, "N C H W"], kernel_size: Size, stride: Size | None = None, padding: Size = 0
) -> Float64[ndarray, "N C OH OW"]:
    """Take the largest value of every window, each channel by itself.

    Args:
        x: maps (N, C, H, W).
        kernel_size: height and width of the window, an int or a pair.
        stride: pixels from one window to the next, an int or a pair; None for the kernel's size.
        padding: pixels added on both sides of each axis, at most half the kernel; they never win.

    Returns:
        float64 of shape (N, C, H′, W′).

    Raises:
        ValueError: if `x` does not have four axes, an argument is out of range or no window fits.

    Example:
        >>> max_pool2d(np.array([[[[-4.0, -2.0, -3.0]]]]), (1, 2), stride=1)
        array([[[[-2., -2.]]]])

    Source:
        Jarrett, Kavukcuoglu, Ranzato and LeCun (2009), section 2.1, “max-pooling”.
    """
    x, kernel, steps, pads = _arguments("max_pool2d", x, kernel_size, stride, padding)
    # Padding with −∞ instead of 0: in a window of negative values a 0 would win.
    view = windows(pad2d(x, pads, mode="constant", value=-np.inf), kernel, steps)
    return np.ascontiguousarray(view.max(axis=(-2, -1)))


def avg_pool2d(
    x: Num[ndarray, "N C H W"],
    kernel_size: Size,
    stride: Size | None = None,
    padding: Size = 0,
    count_include_pad: bool = True,
) -> Float64[ndarray, "N C OH OW"]:
    """Take the mean of every window, each channel by itself.

    Args:
        x: maps (N, C, H, W).
        kernel_size: height and width of the window, an int or a pair.
        stride: pixels from one window to the next, an int or a pair; None for the kernel's size.
        padding: zeros added on both sides of each axis, at most half the kernel.
        count_include_pad: whether padding counts when the sum is divided.

    Returns:
        float64 of shape (N, C, H′, W′).

    Raises:
        ValueError: if `x` does not have four axes, an argument is out of range or no window fits.

    Example:
        >>> avg_pool2d(np.array([[[[6.0, 3.0]]]]), (1, 2), padding=(0, 1), count_include_pad=False)
        array([[[[6., 3.]]]])

    Source:
        LeCun, Bottou, Bengio and Haffner (1998), section II.B, “sub-sampling”.
    """
    x, kernel, steps, pads = _arguments("avg_pool2d", x, kernel_size, stride, padding)
    sums = windows(pad2d(x, pads), kernel, steps).sum(axis=(-2, -1))
    inside = np.ones(x.shape[-2:])
    ones = pad2d(inside, pads, mode="constant", value=1.0 if count_include_pad else 0.0)
    return np.ascontiguousarray(sums / windows(ones, kernel, steps).sum(axis=(-2, -1)))


def global_avg_pool(x: Num[ndarray, "N C H W"]) -> Float64[ndarray, "N C"]:
    """Take the mean of every map: what is there, no longer where.

    Args:
        x: maps (N, C, H, W).

    Returns:
        float64 of shape (N, C).

    Raises:
        ValueError: if `x` does not have four axes.

    Example:
        >>> global_avg_pool(np.arange(8.0).reshape(1, 2, 2, 2))
        array([[1.5, 5.5]])

    Source:
        Lin, Chen and Yan (2014), Network in Network, section 3.2.
    """
    x = floats(array_with_axes("global_avg_pool", "x", x, 4))
    return np.ascontiguousarray(x.mean(axis=(2, 3)))


def max_pool2d_backward(
    grad_out: Num[ndarray, "N C OH OW"],
    x: Num[ndarray, "N C H W"],
    kernel_size: Size,
    stride: Size | None = None,
) -> Float64[ndarray, "N C H W"]:
    """The gradient of `max_pool2d`: every window passes its own on to the value that won.

    Args:
        grad_out: gradient of the loss by the output, (N, C, H′, W′).
        x: the maps that went in, (N, C, H, W).
        kernel_size: as in `max_pool2d`.
        stride: as in `max_pool2d`; windows may overlap, then gradients add up.

    Returns:
        float64, shaped like `x`; of equal values the first in row order gets the gradient.

    Raises:
        ValueError: if the arguments would not do for `max_pool2d`, or `grad_out` does not have
            the output's shape.

    Example:
        >>> x = np.array([[[[0.0, 5.0, 5.0]]]])
        >>> max_pool2d_backward(np.array([[[[1.0, 2.0]]]]), x, (1, 2), stride=1)
        array([[[[0., 3., 0.]]]])

    Source:
        Notebook 05, “Where the gradient goes”.
    """
    where = "max_pool2d_backward"
    x, kernel, steps, _ = _arguments(where, x, kernel_size, stride)
    grad_out = floats(array_with_axes(where, "grad_out", grad_out, 4))
    view = windows(x, kernel, steps)
    same_shape(where, "grad_out", grad_out, view.shape[:4], "it is shaped like the output")
    places = np.arange(math.prod(kernel))
    winner = view.reshape(*view.shape[:4], -1).argmax(axis=-1)  # argmax names the first of a tie
    shares = np.where(winner[..., np.newaxis] == places, grad_out[..., np.newaxis], 0.0)
    return add_windows(shares.reshape(view.shape), x.shape[2:], steps)


def avg_pool2d_backward(
    grad_out: Num[ndarray, "N C OH OW"],
    in_shape: tuple[int, int, int, int],
    kernel_size: Size,
    stride: Size | None = None,
) -> Float64[ndarray, "N C H W"]:
    """The gradient of `avg_pool2d`: every window spreads its own evenly.

    Args:
        grad_out: gradient of the loss by the output, (N, C, H′, W′).
        in_shape: (N, C, H, W) of what went in; the mean needs to know no more of it.
        kernel_size: as in `avg_pool2d`.
        stride: as in `avg_pool2d`; windows may overlap, then gradients add up.

    Returns:
        float64 of shape `in_shape`.

    Raises:
        ValueError: if an argument is out of range, no window fits, or `grad_out` does not have
            the output's shape.

    Example:
        >>> avg_pool2d_backward(np.array([[[[2.0, 4.0]]]]), (1, 1, 1, 3), (1, 2), stride=1)
        array([[[[1., 3., 2.]]]])

    Source:
        Notebook 05, “Where the gradient goes”.
    """
    where = "avg_pool2d_backward"
    grad_out = floats(array_with_axes(where, "grad_out", grad_out, 4))
    shape = sizes(where, "in_shape", in_shape, 4, shape="(N, C, H, W)")
    kernel, steps = _kernel_and_stride(where, kernel_size, stride)
    fits(where, "kernel_size", kernel, shape, got=kernel_size)
    out_shape = (*shape[:2], *map(output_size, shape[2:], kernel, steps))
    same_shape(where, "grad_out", grad_out, out_shape, "it is shaped like the output")
    share = grad_out[..., np.newaxis, np.newaxis] / math.prod(kernel)
    return add_windows(np.broadcast_to(share, (*out_shape, *kernel)), shape[2:], steps)


def avg_pool_as_conv(channels: int, kernel_size: Size) -> Float64[ndarray, "C C kh kw"]:
    """Write average pooling as a convolution whose filters look at one channel each.

    Args:
        channels: channels of the maps.
        kernel_size: height and width of the window, an int or a pair.

    Returns:
        Weights (C, C, kh, kw), with which a convolution of the same stride equals the pooling.

    Raises:
        ValueError: if a size is below 1.

    Example:
        >>> avg_pool_as_conv(2, (1, 2))[0]
        array([[[0.5, 0.5]],
        <BLANKLINE>
               [[0. , 0. ]]])

    Source:
        Springenberg, Dosovitskiy, Brox and Riedmiller (2015), Striving for Simplicity, section 2.
    """
    count = integer("avg_pool_as_conv", "channels", channels, 1)
    box = box_kernel(pair("avg_pool_as_conv", "kernel_size", kernel_size))
    return np.einsum("fc,ij->fcij", np.eye(count), box)


def change_under_shift(
    pool: Callable[[ndarray], ndarray], x: Num[ndarray, "... H W"], dy: int, dx: int
) -> float:
    """Measure how much a shift of the input changes what pooling gives, relative to its size.

    Args:
        pool: maps an array shaped like `x` to an array.
        x: (…, H, W).
        dy: pixels downwards, as in `shift_image`; zeros enter.
        dx: pixels to the right.

    Returns:
        `‖pool(shifted x) − pool(x)‖ / ‖pool(x)‖`, norms over all entries together; 0/0 is 0.

    Raises:
        ValueError: if `x` has fewer than two axes, or a shift is not an int.

    Example:
        >>> change_under_shift(lambda x: x.max(axis=(-2, -1)), np.eye(3), dy=0, dx=1)
        0.0

    Source:
        Notebook 05, “A pixel to the side”.
    """
    where = "change_under_shift"
    x = floats(array_with_axes(where, "x", x, 2, shape="(..., H, W)", or_more=True))
    down, right = integer(where, "dy", dy), integer(where, "dx", dx)
    shifted = shift_image(x.reshape(-1, *x.shape[-2:]), down, right).reshape(x.shape)
    return relative_distance(where, "pool(shifted x)", pool(shifted), pool(x.copy()))


def values_saved(in_shape: tuple[int, ...], kernel_size: Size, stride: Size | None = None) -> float:
    """Find the share of values that pooling drops.

    Args:
        in_shape: (…, H, W).
        kernel_size: height and width of the window, an int or a pair.
        stride: pixels from one window to the next, an int or a pair; None for the kernel's size.

    Returns:
        1 − (values after pooling) / (values before).

    Raises:
        ValueError: if `in_shape` has fewer than two sizes, one is below 1, or no window fits.

    Example:
        >>> values_saved((16, 28, 28), 2)
        0.75

    Source:
        Notebook 05, “Smaller maps”.
    """
    where = "values_saved"
    shape = sizes(where, "in_shape", in_shape, shape="(..., H, W)")
    if len(shape) < 2:
        raise invalid(where, "in_shape to be (..., H, W)", in_shape, "pass two sizes or more")
    kernel, steps = _kernel_and_stride(where, kernel_size, stride)
    fits(where, "kernel_size", kernel, shape, got=kernel_size)
    kept = math.prod(map(output_size, shape[-2:], kernel, steps))
    return 1.0 - kept / math.prod(shape[-2:])


def relative_distance(where: str, name: str, got: Any, expected: Any) -> float:
    """`‖got − expected‖ / ‖expected‖`, in the 2-norm over all entries together; 0/0 is 0."""
    values, wanted = floats(numbers(where, name, got)), floats(numbers(where, name, expected))
    same_shape(where, name, values, wanted.shape, "both sides must have one shape")
    distance, size = np.linalg.norm((values - wanted).ravel()), np.linalg.norm(wanted.ravel())
    if distance == 0:
        return 0.0
    return float(distance / size) if size else math.inf


def _kernel_and_stride(where: str, kernel_size: Any, stride: Any) -> tuple[Pair, Pair]:
    kernel = pair(where, "kernel_size", kernel_size)
    return kernel, kernel if stride is None else pair(where, "stride", stride)


def _arguments(
    where: str, x: Any, kernel_size: Any, stride: Any, padding: Any = 0
) -> tuple[ndarray, Pair, Pair, Pair]:
    """What both poolings take, checked: x, kernel, stride and padding."""
    x = floats(array_with_axes(where, "x", x, 4))
    kernel, steps = _kernel_and_stride(where, kernel_size, stride)
    pads = pair(where, "padding", padding, 0)
    if 2 * pads[0] > kernel[0] or 2 * pads[1] > kernel[1]:
        expected = f"padding of at most half the kernel {kernel}"
        raise invalid(where, expected, repr(padding), "pad less, or with pad2d before pooling")
    room = (x.shape[2] + 2 * pads[0], x.shape[3] + 2 * pads[1])
    fits(where, "kernel_size", kernel, room, got=kernel_size)
    return x, kernel, steps, pads
