"""Wrong conv2d: mistakes in what is multiplied and summed, and in the bias."""

from __future__ import annotations

from functools import partial

import numpy as np

from autograder.exercises.kernels.wrong.base import (
    column,
    conv,
    products,
    terms,
    windows,
    with_bias,
)
from autograder.exercises.phrases import Ways

# ---------------------------------------------------------------- the kernel


def flipped(x, w, bias=None):
    return conv(x, w[..., ::-1, ::-1], bias)


def flipped_with_channels(x, w, bias=None):
    return conv(x, w[:, ::-1, ::-1, ::-1], bias)


def flipped_everywhere(x, w, bias=None):
    return conv(x, np.flip(w), bias)


def flipped_up_down(x, w, bias=None):
    return conv(x, w[..., ::-1, :], bias)


def flipped_left_right(x, w, bias=None):
    return conv(x, w[..., ::-1], bias)


def transposed(x, w, bias=None):
    return conv(x, np.swapaxes(w, -1, -2), bias)


def transposed_squares(x, w, bias=None):
    """Read by the indices (v, u), which some kernels do not have."""
    if w.shape[-1] != w.shape[-2]:
        raise IndexError("index out of bounds")
    return transposed(x, w, bias)


def transposed_memory(x, w, bias=None):
    """The kernel's columns are flattened one after the other, and read as rows."""
    return conv(x, np.swapaxes(w, -1, -2).reshape(w.shape), bias)


def transposed_windows_memory(x, w, bias=None):
    """The same slip with the windows."""
    f, c, kh, kw = w.shape
    return conv(x, np.swapaxes(w.reshape(f, c, kw, kh), -1, -2), bias)


def transposed_in_einsum(x, w, bias=None):
    """Two letters swapped; NumPy stretches axes of length 1 to fit."""
    return with_bias(np.einsum("nchwij,fcji->nfhw", windows(x, *w.shape[-2:]), w), bias)


TRANSPOSED: Ways = (
    transposed,
    transposed_squares,
    transposed_memory,
    transposed_windows_memory,
    transposed_in_einsum,
)

# ---------------------------------------------------------------- channels, filters, images


def in_out_swapped(x, w, bias=None):
    return conv(x, np.swapaxes(w, 0, 1), bias)


def in_out_alike_only(x, w, bias=None):
    """Read by the indices (c, f), which some weights do not have."""
    if w.shape[0] != w.shape[1]:
        raise IndexError("index out of bounds")
    return in_out_swapped(x, w, bias)


def in_out_swapped_memory(x, w, bias=None):
    f, c, kh, kw = w.shape
    return conv(x, np.swapaxes(w.reshape(c, f, kh, kw), 0, 1), bias)


IN_OUT_SWAPPED: Ways = (in_out_swapped, in_out_alike_only, in_out_swapped_memory)


def channels_last_memory(a):
    n, c, h, w = a.shape
    return np.moveaxis(a.reshape(n, h, w, c), -1, 1)


def nhwc_input(x, w, bias=None):
    return conv(channels_last_memory(x), w, bias)


def nhwc_weight(x, w, bias=None):
    return conv(x, channels_last_memory(w), bias)


def nhwc_input_and_weight(x, w, bias=None):
    return conv(channels_last_memory(x), channels_last_memory(w), bias)


def nhwc_input_moved(x, w, bias=None):
    return conv(np.moveaxis(x, -1, 1), w, bias)


def nhwc_input_and_weight_moved(x, w, bias=None):
    """As many columns are taken for channels as the filters have."""
    return conv(np.moveaxis(x, -1, 1)[:, : w.shape[-1]], np.moveaxis(w, -1, 1), bias)


def nhwc_output(x, w, bias=None):
    return np.moveaxis(conv(x, w, bias), 1, -1)


def nhwc_loops(x, w, bias=None):
    """Axes 1 and 2 are taken for height and width, in the images and in the filters."""
    (n, height, width, _), (f, kh, kw, _) = x.shape, w.shape
    out = np.zeros((n, f, height - kh + 1, width - kw + 1))
    for i, j in np.ndindex(out.shape[-2:]):
        window = x[:, None, i : i + kh, j : j + kw]
        out[:, :, i, j] = (window * w).sum((-3, -2, -1))
    return with_bias(out, bias)


def nhwc_throughout(x, w, bias=None):
    return np.moveaxis(nhwc_loops(x, w, bias), 1, -1)


NHWC: Ways = (
    nhwc_input,
    nhwc_weight,
    nhwc_input_and_weight,
    nhwc_input_moved,
    nhwc_input_and_weight_moved,
    nhwc_loops,
)


def first_channel(x, w, bias=None):
    return conv(x[:, :1], w[:, :1], bias)


def first_channel_of_images(x, w, bias=None):
    return conv(np.repeat(x[:, :1], x.shape[1], axis=1), w, bias)


def first_channel_of_filters(x, w, bias=None):
    return conv(x, np.repeat(w[:, :1], w.shape[1], axis=1), bias)


FIRST_CHANNEL: Ways = (first_channel, first_channel_of_images, first_channel_of_filters)


def channel_mean(x, w, bias=None):
    return with_bias(products(x, w) / w.shape[1], bias)


def channel_mean_with_bias(x, w, bias=None):
    return conv(x, w, bias) / w.shape[1]


def channel_mean_of_images(x, w, bias=None):
    """A gray image, seen by every plane of the filter."""
    return conv(x.mean(1, keepdims=True), w.sum(1, keepdims=True), bias)


def channel_mean_of_both(x, w, bias=None):
    return conv(x.mean(1, keepdims=True), w.mean(1, keepdims=True), bias)


CHANNEL_MEANS: Ways = (
    channel_mean,
    channel_mean_with_bias,
    channel_mean_of_images,
    channel_mean_of_both,
)


def first_filter(x, w, bias=None):
    return conv(x, np.repeat(w[:1], len(w), axis=0), bias)


def first_filter_and_bias(x, w, bias=None):
    return np.repeat(conv(x, w, bias)[:, :1], len(w), axis=1)


def first_image(x, w, bias=None):
    return np.repeat(conv(x[:1], w, bias), len(x), axis=0)


# ---------------------------------------------------------------- = instead of +=


def overwritten(x, w, bias=None, channels=False, rows=False, columns=False, keeps_bias=True):
    """The loops over these axes of the kernel assign, so that their last step alone is left."""
    assigned = zip((-3, -2, -1), (channels, rows, columns), strict=True)
    left = terms(x, w)
    for axis, overwrites in assigned:
        if overwrites:
            left = left.take([-1], axis)
    out = left.sum((-3, -2, -1))
    return with_bias(out, bias if keeps_bias else None)


def last_tap(x, w, bias=None):
    return overwritten(x, w, bias, rows=True, columns=True)


def last_channel(x, w, bias=None):
    return overwritten(x, w, bias, channels=True)


def bias_overwrites(x, w, bias=None):
    """The bias is assigned to the sums instead of added."""
    out = products(x, w)
    return out if bias is None else np.zeros_like(out) + column(bias, out)


LAST_TAPS: Ways = (
    last_tap,
    partial(overwritten, rows=True),
    partial(overwritten, columns=True),
    partial(overwritten, rows=True, columns=True, keeps_bias=False),
    partial(overwritten, rows=True, keeps_bias=False),
)
LAST_CHANNELS: Ways = (
    last_channel,
    bias_overwrites,
    partial(overwritten, channels=True, keeps_bias=False),
    partial(overwritten, channels=True, rows=True),
    partial(overwritten, channels=True, rows=True, columns=True),
    partial(overwritten, channels=True, rows=True, columns=True, keeps_bias=False),
)

# ---------------------------------------------------------------- scale and bias


def per_area(x, w, bias=None):
    return with_bias(products(x, w) / (w.shape[-2] * w.shape[-1]), bias)


def per_area_with_bias(x, w, bias=None):
    return conv(x, w, bias) / (w.shape[-2] * w.shape[-1])


def per_volume(x, w, bias=None):
    return with_bias(products(x, w) / w[0].size, bias)


def per_volume_with_bias(x, w, bias=None):
    return conv(x, w, bias) / w[0].size


PER_AREA: Ways = (per_area, per_area_with_bias)
PER_VOLUME: Ways = (per_volume, per_volume_with_bias)


def no_bias(x, w, bias=None):
    return products(x, w)


def bias_repeated(x, w, bias=None, channels=True, rows=True, columns=True):
    """The bias is added in every step of the loops over these axes of the kernel."""
    looped = zip(w.shape[1:], (channels, rows, columns), strict=True)
    times = int(np.prod([length for length, repeats in looped if repeats]))
    out = products(x, w)
    return out + times * column(bias, out)


def bias_per_product(x, w, bias=None):
    return bias_repeated(x, w, bias)


BIAS_PER_TAP: Ways = (
    bias_per_product,
    partial(bias_repeated, channels=False, columns=False),
    partial(bias_repeated, channels=False, rows=False),
)
BIAS_PER_PRODUCT: Ways = (
    *BIAS_PER_TAP,
    partial(bias_repeated, channels=False),
    partial(bias_repeated, rows=False, columns=False),
    partial(bias_repeated, columns=False),
    partial(bias_repeated, rows=False),
)


def first_bias(x, w, bias=None):
    out = products(x, w)
    return out + column(bias, out)[0]


def bias_along_width(x, w, bias=None):
    out = products(x, w)
    return out if bias is None else out + bias


def bias_of_the_column(x, w, bias=None):
    """Column j gets bias[j], in a loop; where there are more columns, it would crash."""
    out = products(x, w)
    return out + np.resize(column(bias, out), out.shape[-1])


BIAS_ALONG_WIDTH: Ways = (bias_along_width, bias_of_the_column)

# ---------------------------------------------------------------- activation


def relu(x, w, bias=None):
    return np.maximum(conv(x, w, bias), 0.0)


def relu_before_bias(x, w, bias=None):
    return with_bias(np.maximum(products(x, w), 0.0), bias)


def relu_on_parts(x, w, bias=None, summed=()):
    """Sums over some axes of the kernel are cut off at 0 before they are added up."""
    parts = np.maximum(terms(x, w).sum(summed, keepdims=True), 0.0)
    return with_bias(parts.sum((-3, -2, -1)), bias)


def relu_on_input(x, w, bias=None):
    return conv(np.maximum(x, 0), w, bias)


def relu_on_kernel(x, w, bias=None):
    return conv(x, np.maximum(w, 0), bias)


RELU: Ways = (
    relu,
    relu_before_bias,
    partial(relu_on_parts, summed=()),
    partial(relu_on_parts, summed=(-1,)),
    relu_on_input,
    relu_on_kernel,
)
RELU_ON_CHANNELS: Ways = (
    partial(relu_on_parts, summed=(-2, -1)),
    partial(relu_on_parts, summed=(-3,)),
)

# ---------------------------------------------------------------- the input


def spoils_input(x, w, bias=None):
    out = conv(x, w, bias)
    x += 1
    return out
