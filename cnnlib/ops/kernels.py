"""Notebook 02: kernels, sliding dot products, convolution layers and their gradient."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy import ndarray

from cnnlib.ops._arguments import (
    array_with_axes,
    bias_or_zeros,
    fits,
    floats,
    invalid,
    number,
    pair,
    same_channels,
    same_shape,
)
from cnnlib.ops._windows import add_windows, windows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jaxtyping import Float64, Num

    Size = int | Sequence[int]

__all__ = [
    "box_kernel",
    "brightness_gain",
    "compose_kernels",
    "conv2d",
    "conv2d_backward",
    "conv2d_single",
    "convolve2d",
    "correlate2d",
    "hwc_to_chw",
    "identity_kernel",
    "im2col",
]


def box_kernel(size: Size) -> Float64[ndarray, "kh kw"]:
    """Make the averaging kernel: equal weights that sum to 1.

    Args:
        size: height and width, an int or a pair, at least 1.

    Returns:
        Weights of shape (kh, kw), each 1 / (kh·kw).

    Raises:
        ValueError: if `size` is below 1 or not a pair.

    Example:
        >>> box_kernel((1, 4))
        array([[0.25, 0.25, 0.25, 0.25]])

    Source:
        Notebook 02, “The averaging kernel”.
    """
    kh, kw = pair("box_kernel", "size", size)
    return np.full((kh, kw), 1 / (kh * kw))


def identity_kernel(size: Size) -> Float64[ndarray, "kh kw"]:
    """Make the kernel with 1 in the middle, which leaves an image as it is.

    Args:
        size: height and width, an int or a pair, both odd.

    Returns:
        Weights of shape (kh, kw).

    Raises:
        ValueError: if a size is even: then there is no middle.

    Example:
        >>> identity_kernel((1, 3))
        array([[0., 1., 0.]])

    Source:
        Notebook 02, “The identity kernel”.
    """
    kh, kw = pair("identity_kernel", "size", size)
    if kh % 2 == 0 or kw % 2 == 0:
        expected = "size with odd height and width"
        raise invalid("identity_kernel", expected, size, "an even kernel has no middle: add 1")
    kernel = np.zeros((kh, kw))
    kernel[kh // 2, kw // 2] = 1.0
    return kernel


def correlate2d(
    image: Num[ndarray, "H W"], kernel: Num[ndarray, "kh kw"], bias: float = 0.0
) -> Float64[ndarray, "H-kh+1 W-kw+1"]:
    """Slide a kernel over an image and take the dot product at every place where it fits.

    Args:
        image: pixels (H, W), any numeric dtype.
        kernel: weights (kh, kw), no larger than the image.
        bias: added once to every output value.

    Returns:
        float64 of shape (H − kh + 1, W − kw + 1);
        `out[i, j] = bias + Σ_uv kernel[u, v] · image[i + u, j + v]`.

    Raises:
        ValueError: if an argument does not have two axes, or the kernel does not fit.

    Example:
        >>> correlate2d(np.arange(6.0).reshape(2, 3), np.array([[-1.0, 1.0]]))
        array([[1., 1.],
               [1., 1.]])

    Source:
        Goodfellow, Bengio and Courville (2016), Deep Learning, eq. 9.6.
    """
    image = floats(array_with_axes("correlate2d", "image", image, 2))
    kernel = floats(array_with_axes("correlate2d", "kernel", kernel, 2, shape="(kh, kw)"))
    fits("correlate2d", "kernel", kernel.shape, image.shape)
    offset = number("correlate2d", "bias", bias)
    return np.einsum("hwij,ij->hw", windows(image, kernel.shape), kernel) + offset


def convolve2d(
    image: Num[ndarray, "H W"], kernel: Num[ndarray, "kh kw"]
) -> Float64[ndarray, "H-kh+1 W-kw+1"]:
    """Convolve as mathematicians do: the kernel is turned by 180 degrees before it slides.

    Args:
        image: pixels (H, W), any numeric dtype.
        kernel: weights (kh, kw), no larger than the image.

    Returns:
        The valid part, float64 of shape (H − kh + 1, W − kw + 1).

    Raises:
        ValueError: if an argument does not have two axes, or the kernel does not fit.

    Example:
        >>> convolve2d(np.arange(6.0).reshape(2, 3), np.array([[-1.0, 1.0]]))
        array([[-1., -1.],
               [-1., -1.]])

    Source:
        Goodfellow, Bengio and Courville (2016), Deep Learning, eq. 9.5.
    """
    image = array_with_axes("convolve2d", "image", image, 2)
    kernel = array_with_axes("convolve2d", "kernel", kernel, 2, shape="(kh, kw)")
    fits("convolve2d", "kernel", kernel.shape, image.shape)
    return correlate2d(image, kernel[::-1, ::-1])


def brightness_gain(kernel: Num[ndarray, "kh kw"]) -> float:
    """What correlating with a kernel multiplies a flat image by: the sum of its weights.

    Args:
        kernel: weights (kh, kw).

    Returns:
        The gain: 1 keeps brightness, 0 removes it.

    Raises:
        ValueError: if `kernel` does not have two axes.

    Example:
        >>> brightness_gain(box_kernel(4)), brightness_gain(np.array([[-1.0, 0.0, 1.0]]))
        (1.0, 0.0)

    Source:
        Notebook 02, “Do a kernel's weights sum to 1?”.
    """
    kernel = array_with_axes("brightness_gain", "kernel", kernel, 2, shape="(kh, kw)")
    return float(floats(kernel).sum())


def compose_kernels(
    first: Num[ndarray, "ah aw"], second: Num[ndarray, "bh bw"]
) -> Float64[ndarray, "ah+bh-1 aw+bw-1"]:
    """Make the one kernel that does the work of two: correlate with `first`, then `second`.

    Args:
        first: weights (ah, aw).
        second: weights (bh, bw).

    Returns:
        float64 of shape (ah + bh − 1, aw + bw − 1), the full convolution of the two.

    Raises:
        ValueError: if a kernel does not have two axes.

    Example:
        >>> compose_kernels(np.array([[1.0, 1.0]]), np.array([[1.0, 1.0]]))
        array([[1., 2., 1.]])

    Source:
        Notebook 02, “Two kernels in one”.
    """
    first = floats(array_with_axes("compose_kernels", "first", first, 2, shape="(kh, kw)"))
    second = floats(array_with_axes("compose_kernels", "second", second, 2, shape="(kh, kw)"))
    size = (first.shape[0] + second.shape[0] - 1, first.shape[1] + second.shape[1] - 1)
    # Each weight of `first` places a copy of `second` at its own offset; copies add up.
    return add_windows(np.einsum("ij,uv->ijuv", first, second), size)


def conv2d_single(
    x: Num[ndarray, "C H W"], weight: Num[ndarray, "C kh kw"], bias: float = 0.0
) -> Float64[ndarray, "H-kh+1 W-kw+1"]:
    """Apply one filter to one image of several channels.

    Args:
        x: image (C, H, W).
        weight: filter (C, kh, kw), as deep as the image.
        bias: added once to every output value.

    Returns:
        float64 of shape (H − kh + 1, W − kw + 1); the channels' products are summed.

    Raises:
        ValueError: if axes or channels differ, or the filter does not fit.

    Example:
        >>> conv2d_single(np.ones((3, 4, 5)), np.ones((3, 2, 2))).shape
        (3, 4)

    Source:
        Goodfellow, Bengio and Courville (2016), Deep Learning, eq. 9.7.
    """
    x = floats(array_with_axes("conv2d_single", "x", x, 3))
    weight = floats(array_with_axes("conv2d_single", "weight", weight, 3, shape="(C, kh, kw)"))
    same_channels("conv2d_single", x, weight)
    fits("conv2d_single", "weight", weight.shape[1:], x.shape, got=weight.shape)
    offset = number("conv2d_single", "bias", bias)
    return np.einsum("chwij,cij->hw", windows(x, weight.shape[1:]), weight) + offset


def hwc_to_chw(x: Num[ndarray, "*N H W C"]) -> Num[ndarray, "*N C H W"]:
    """Move the channel axis in front of height and width.

    Args:
        x: image (H, W, C) or images (N, H, W, C), any dtype, which is kept.

    Returns:
        A contiguous copy of shape (C, H, W) or (N, C, H, W).

    Raises:
        ValueError: if `x` has neither three nor four axes.

    Example:
        >>> hwc_to_chw(np.zeros((32, 48, 3))).shape
        (3, 32, 48)

    Source:
        Notebook 02, “Two layouts”.
    """
    x = array_with_axes(
        "hwc_to_chw", "x", x, 3, 4, shape="(H, W, C) or (N, H, W, C)", remedy="try x[..., None]"
    )
    return np.moveaxis(x, -1, -3).copy(order="C")


def conv2d(
    x: Num[ndarray, "N C H W"],
    weight: Num[ndarray, "F C kh kw"],
    bias: Num[ndarray, " F"] | None = None,
) -> Float64[ndarray, "N F H-kh+1 W-kw+1"]:
    """Apply a layer of filters to a batch of images.

    Args:
        x: images (N, C, H, W).
        weight: filters (F, C, kh, kw).
        bias: one value a filter (F,), added once to every output value; None for none.

    Returns:
        float64 of shape (N, F, H − kh + 1, W − kw + 1).

    Raises:
        ValueError: if axes, channels or the bias do not fit, or the kernel is too large.

    Example:
        >>> conv2d(np.zeros((2, 3, 32, 32)), np.zeros((16, 3, 5, 5))).shape
        (2, 16, 28, 28)

    Source:
        LeCun, Bottou, Bengio and Haffner (1998), section II.
    """
    x, weight = _images_and_filters("conv2d", x, weight)
    offset = bias_or_zeros("conv2d", bias, len(weight))
    view = windows(x, weight.shape[2:])
    # tensordot hands the sum over c, i, j to one matrix product.
    out = np.tensordot(view, weight, axes=([1, 4, 5], [1, 2, 3])) + offset
    return np.ascontiguousarray(np.moveaxis(out, -1, 1))


def im2col(x: Num[ndarray, "N C H W"], kernel_size: Size) -> Num[ndarray, "N C*kh*kw L"]:
    """Lay every window out as a column, so that a convolution becomes a matrix product.

    Args:
        x: images (N, C, H, W), any dtype, which is kept.
        kernel_size: height and width of the window, an int or a pair.

    Returns:
        A fresh array of shape (N, C·kh·kw, H′·W′): rows by channel, kernel row, kernel column;
        columns by output position, in row order. The order is that of `torch.nn.functional.unfold`.

    Raises:
        ValueError: if `x` does not have four axes, or the window is too large or below 1.

    Example:
        >>> im2col(np.arange(6).reshape(1, 1, 2, 3), (2, 2))[0]
        array([[0, 1],
               [1, 2],
               [3, 4],
               [4, 5]])

    Source:
        Chellapilla, Puri and Simard (2006), section 3.
    """
    x = array_with_axes("im2col", "x", x, 4)
    kernel = pair("im2col", "kernel_size", kernel_size)
    fits("im2col", "kernel_size", kernel, x.shape, got=kernel_size)
    view = windows(x, kernel).transpose(0, 1, 4, 5, 2, 3)
    n, c, kh, kw, oh, ow = view.shape
    return view.copy(order="C").reshape(n, c * kh * kw, oh * ow)


def conv2d_backward(
    grad_out: Num[ndarray, "N F H-kh+1 W-kw+1"],
    x: Num[ndarray, "N C H W"],
    weight: Num[ndarray, "F C kh kw"],
) -> tuple[Float64[ndarray, "N C H W"], Float64[ndarray, "F C kh kw"], Float64[ndarray, " F"]]:
    """The gradient of `conv2d` with respect to its image, its weight and its bias.

    Args:
        grad_out: gradient of the loss by the output, (N, F, H′, W′).
        x: the images that went in, (N, C, H, W).
        weight: the filters, (F, C, kh, kw).

    Returns:
        `(grad_x, grad_weight, grad_bias)`, float64, shaped like `x`, `weight` and the bias (F,).

    Raises:
        ValueError: if axes or channels differ, the kernel is too large, or `grad_out` does not
            have the output's shape.

    Example:
        >>> x, weight = np.ones((1, 1, 4, 4)), np.ones((2, 1, 2, 2))
        >>> [grad.shape for grad in conv2d_backward(np.ones((1, 2, 3, 3)), x, weight)]
        [(1, 1, 4, 4), (2, 1, 2, 2), (2,)]

    Source:
        Notebook 02, “The gradient”; Goodfellow, Bengio and Courville (2016), section 9.5.
    """
    x, weight = _images_and_filters("conv2d_backward", x, weight)
    grad_out = floats(array_with_axes("conv2d_backward", "grad_out", grad_out, 4))
    view = windows(x, weight.shape[2:])
    n, _, oh, ow = view.shape[:4]
    out_shape = (n, len(weight), oh, ow)
    same_shape("conv2d_backward", "grad_out", grad_out, out_shape, "it is shaped like the output")
    shares = np.tensordot(grad_out, weight, axes=([1], [0]))  # n, h, w, c, i, j
    grad_x = add_windows(np.moveaxis(shares, 3, 1), x.shape[2:])
    grad_weight = np.tensordot(grad_out, view, axes=([0, 2, 3], [0, 2, 3]))
    return grad_x, grad_weight, grad_out.sum(axis=(0, 2, 3))


def _images_and_filters(where: str, x: Any, weight: Any) -> tuple[ndarray, ndarray]:
    x = floats(array_with_axes(where, "x", x, 4))
    weight = floats(array_with_axes(where, "weight", weight, 4, shape="(F, C, kh, kw)"))
    same_channels(where, x, weight)
    fits(where, "weight", weight.shape[2:], x.shape, got=weight.shape)
    return x, weight
