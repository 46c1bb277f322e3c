"""Wrong answers to the exercises of notebook 01, each as a learner might compute it; NumPy only."""

from __future__ import annotations

import math

import numpy as np


def pair(size):
    return (size, size) if np.ndim(size) == 0 else tuple(size)


# ---------------------------------------------------------------- counting parameters


def dense(in_shape, out_features, bias=True):
    return math.prod(in_shape) * out_features + out_features * bool(bias)


def dense_without_bias(in_shape, out_features, bias=True):
    return math.prod(in_shape) * out_features


def dense_with_one_bias(in_shape, out_features, bias=True):
    return math.prod(in_shape) * out_features + bool(bias)


def dense_bias_per_product(in_shape, out_features, bias=True):
    return math.prod(in_shape) * out_features * (1 + bool(bias))


def dense_bias_per_input(in_shape, out_features, bias=True):
    return math.prod(in_shape) * (out_features + bool(bias))


def dense_first_channel(in_shape, out_features, bias=True):
    return dense(in_shape[1:] if len(in_shape) == 3 else in_shape, out_features, bias)


def local(in_shape, out_channels, kernel_size, bias=True, lost=1):
    """Right with `lost` = 1; a window of k pixels fits at size − k + 1 places."""
    (c, h, w), (kh, kw) = in_shape, pair(kernel_size)
    places = (h - kh + lost) * (w - kw + lost)
    return places * out_channels * (c * kh * kw + bool(bias))


def local_without_bias(in_shape, out_channels, kernel_size, bias=True):
    return local(in_shape, out_channels, kernel_size, bias=False)


def local_bias_per_product(in_shape, out_channels, kernel_size, bias=True):
    return local(in_shape, out_channels, kernel_size, bias=False) * (1 + bool(bias))


def local_bias_per_filter(in_shape, out_channels, kernel_size, bias=True):
    return local(in_shape, out_channels, kernel_size, bias=False) + out_channels * bool(bias)


def local_bias_per_place(in_shape, out_channels, kernel_size, bias=True):
    places = local((1, *in_shape[1:]), 1, kernel_size, bias=False) // math.prod(pair(kernel_size))
    return local(in_shape, out_channels, kernel_size, bias=False) + places * bool(bias)


def local_plus_one_missing(in_shape, out_channels, kernel_size, bias=True):
    return local(in_shape, out_channels, kernel_size, bias, lost=0)


def local_first_channel(in_shape, out_channels, kernel_size, bias=True):
    return local((1, *in_shape[1:]), out_channels, kernel_size, bias)


def local_square_kernel(in_shape, out_channels, kernel_size, bias=True):
    return local(in_shape, out_channels, pair(kernel_size)[0], bias)


def local_square_kernel_by_width(in_shape, out_channels, kernel_size, bias=True):
    return local(in_shape, out_channels, pair(kernel_size)[1], bias)


def local_square_window(in_shape, out_channels, kernel_size, bias=True):
    """The places by the true kernel, the weights by its height alone."""
    (c, h, w), (kh, kw) = in_shape, pair(kernel_size)
    return (h - kh + 1) * (w - kw + 1) * out_channels * (c * kh * kh + bool(bias))


def local_square_window_by_width(in_shape, out_channels, kernel_size, bias=True):
    (c, h, w), (kh, kw) = in_shape, pair(kernel_size)
    return (h - kh + 1) * (w - kw + 1) * out_channels * (c * kw * kw + bool(bias))


def local_square_places(in_shape, out_channels, kernel_size, bias=True):
    """The weights by the true kernel, the places by its height alone."""
    (c, h, w), (kh, kw) = in_shape, pair(kernel_size)
    return (h - kh + 1) * (w - kh + 1) * out_channels * (c * kh * kw + bool(bias))


def local_square_places_by_width(in_shape, out_channels, kernel_size, bias=True):
    (c, h, w), (kh, kw) = in_shape, pair(kernel_size)
    return (h - kw + 1) * (w - kw + 1) * out_channels * (c * kh * kw + bool(bias))


def local_swapped_places(in_shape, out_channels, kernel_size, bias=True):
    c, h, w = in_shape
    return local((c, w, h), out_channels, kernel_size, bias)


def local_square_output(in_shape, out_channels, kernel_size, bias=True):
    (c, h, _), (kh, kw) = in_shape, pair(kernel_size)
    return (h - kh + 1) ** 2 * out_channels * (c * kh * kw + bool(bias))


def local_square_output_by_width(in_shape, out_channels, kernel_size, bias=True):
    (c, _, w), (kh, kw) = in_shape, pair(kernel_size)
    return (w - kw + 1) ** 2 * out_channels * (c * kh * kw + bool(bias))


def local_square_image(in_shape, out_channels, kernel_size, bias=True):
    c, h, _ = in_shape
    return local((c, h, h), out_channels, kernel_size, bias)


def local_square_image_by_width(in_shape, out_channels, kernel_size, bias=True):
    c, _, w = in_shape
    return local((c, w, w), out_channels, kernel_size, bias)


def local_channels_last(in_shape, out_channels, kernel_size, bias=True):
    h, w, c = in_shape
    return local((c, h, w), out_channels, kernel_size, bias)


def conv(in_channels, out_channels, kernel_size, bias=True):
    return out_channels * (in_channels * math.prod(pair(kernel_size)) + bool(bias))


def conv_without_bias(in_channels, out_channels, kernel_size, bias=True):
    return conv(in_channels, out_channels, kernel_size, bias=False)


def conv_with_one_bias(in_channels, out_channels, kernel_size, bias=True):
    return conv(in_channels, out_channels, kernel_size, bias=False) + bool(bias)


def conv_bias_per_product(in_channels, out_channels, kernel_size, bias=True):
    return conv(in_channels, out_channels, kernel_size, bias=False) * (1 + bool(bias))


def conv_bias_per_channel(in_channels, out_channels, kernel_size, bias=True):
    return out_channels * in_channels * (math.prod(pair(kernel_size)) + bool(bias))


def conv_bias_per_input_channel(in_channels, out_channels, kernel_size, bias=True):
    """The bias counted by the input's channels: in and out mixed up."""
    return conv(in_channels, out_channels, kernel_size, bias=False) + in_channels * bool(bias)


def conv_first_channel(in_channels, out_channels, kernel_size, bias=True):
    return conv(1, out_channels, kernel_size, bias)


def conv_one_filter(in_channels, out_channels, kernel_size, bias=True):
    return conv(in_channels, 1, kernel_size, bias)


def conv_square(in_channels, out_channels, kernel_size, bias=True):
    return conv(in_channels, out_channels, pair(kernel_size)[0], bias)


def conv_square_by_width(in_channels, out_channels, kernel_size, bias=True):
    return conv(in_channels, out_channels, pair(kernel_size)[1], bias)


def macs_of(count, in_shape, out_channels, kernel_size):
    """Count products as a way counts the weights of an unshared layer: there are as many."""
    return count(in_shape, out_channels, kernel_size, bias=False)


def macs_of_one_filter(in_shape, out_channels, kernel_size):
    return local(in_shape, 1, kernel_size, bias=False)


# ---------------------------------------------------------------- shifting


def span(size, shift):
    shift = max(-size, min(shift, size))
    return slice(max(shift, 0), size + min(shift, 0)), slice(max(-shift, 0), size - max(shift, 0))


def shift(image, dy, dx, fill=0.0):
    (to_y, from_y), (to_x, from_x) = span(image.shape[-2], dy), span(image.shape[-1], dx)
    out = np.full(image.shape, fill, dtype=image.dtype)
    out[..., to_y, to_x] = image[..., from_y, from_x]
    return out


def shift_wrapping(image, dy, dx, fill=0.0):
    return np.roll(image, (dy, dx), axis=(-2, -1))


def shift_back(image, dy, dx, fill=0.0):
    return shift(image, -dy, -dx, fill)


def shift_rows_back(image, dy, dx, fill=0.0):
    return shift(image, -dy, dx, fill)


def shift_columns_back(image, dy, dx, fill=0.0):
    return shift(image, dy, -dx, fill)


def shift_swapped(image, dy, dx, fill=0.0):
    return shift(image, dx, dy, fill)


def shift_repeating(image, dy, dx, fill=0.0):
    """What enters repeats the border."""
    h, w = image.shape[-2:]
    rows, columns = np.clip(np.arange(h) - dy, 0, h - 1), np.clip(np.arange(w) - dx, 0, w - 1)
    return image[..., rows[:, None], columns]


def shift_leaving(image, dy, dx, fill=0.0):
    """What has moved away is left standing: the copy was never filled."""
    (to_y, from_y), (to_x, from_x) = span(image.shape[-2], dy), span(image.shape[-1], dx)
    out = image.copy()
    out[..., to_y, to_x] = image[..., from_y, from_x]
    return out


def shift_short(image, dy, dx, fill=0.0):
    """Loops that end one step early."""
    out = shift(image, dy, dx, fill)
    out[..., -1, :] = fill
    out[..., -1] = fill
    return out


def shift_in_place(image, dy, dx, fill=0.0):
    image[...] = shift(image, dy, dx, fill)
    return image


def shift_first_axes(image, dy, dx, fill=0.0):
    """The first two axes, even of (C, H, W)."""
    return np.moveaxis(shift(np.moveaxis(image, (0, 1), (-2, -1)), dy, dx, fill), (-2, -1), (0, 1))


def shift_first_channel(image, dy, dx, fill=0.0):
    return (
        shift(image, dy, dx, fill)[..., :1, :, :] if image.ndim == 3 else shift(image, dy, dx, fill)
    )


def shift_first_channel_for_all(image, dy, dx, fill=0.0):
    return shift(np.stack([image[0]] * len(image)) if image.ndim == 3 else image, dy, dx, fill)


def shift_first_channel_alone(image, dy, dx, fill=0.0):
    """The other channels keep what the result started from."""
    out = shift(image, dy, dx, fill)
    if image.ndim == 3:
        out[1:] = fill
    return out


def accuracy(predict, images, labels, dy, dx, move=shift):
    return float(np.mean(predict(move(images, dy, dx)) == labels))


def accuracy_wrapping(predict, images, labels, dy, dx):
    return accuracy(predict, images, labels, dy, dx, shift_wrapping)


def accuracy_back(predict, images, labels, dy, dx):
    return accuracy(predict, images, labels, dy, dx, shift_back)


def accuracy_swapped(predict, images, labels, dy, dx):
    return accuracy(predict, images, labels, dy, dx, shift_swapped)


def accuracy_first_axes(predict, images, labels, dy, dx):
    return accuracy(predict, images, labels, dy, dx, shift_first_axes)


def accuracy_repeating(predict, images, labels, dy, dx):
    return accuracy(predict, images, labels, dy, dx, shift_repeating)


def accuracy_leaving(predict, images, labels, dy, dx):
    return accuracy(predict, images, labels, dy, dx, shift_leaving)


def accuracy_first_image(predict, images, labels, dy, dx):
    return float(np.mean(predict(shift(images, dy, dx))[0] == labels))


def accuracy_first_image_repeated(predict, images, labels, dy, dx):
    return accuracy(predict, np.stack([images[0]] * len(images)), labels, dy, dx)


def accuracy_of_consistency(predict, images, labels, dy, dx):
    """Compared with the prediction for the unshifted images instead of the truth."""
    return float(np.mean(predict(shift(images, dy, dx)) == predict(images)))


def accuracy_spoils_input(predict, images, labels, dy, dx):
    out = accuracy(predict, images, labels, dy, dx)
    images[...] = shift(images, dy, dx)
    return out


# ---------------------------------------------------------------- matrices


def permuted_inversely(weight, perm):
    return weight[:, np.argsort(perm)]


def permuted_rows(weight, perm):
    """Fits square weights only."""
    return weight[perm]


def permuted_rows_cut(weight, perm):
    return weight[perm[perm < len(weight)]]


def permuted_in_place(weight, perm):
    weight[...] = weight[:, perm]
    return weight


def toeplitz(kernel, n):
    k = len(kernel)
    matrix = np.zeros((n - k + 1, n))
    for i in range(n - k + 1):
        matrix[i, i : i + k] = kernel
    return matrix


def toeplitz_flipped(kernel, n):
    return toeplitz(kernel[::-1], n)


def toeplitz_short(kernel, n):
    return toeplitz(kernel, n)[:-1]


def toeplitz_last_zero(kernel, n):
    matrix = toeplitz(kernel, n)
    matrix[-1] = 0.0
    return matrix


def toeplitz_transposed(kernel, n):
    return toeplitz(kernel, n).T.copy()


def toeplitz_without_offset(kernel, n):
    """Every row reads the first window."""
    return np.repeat(toeplitz(kernel, n)[:1], n - len(kernel) + 1, axis=0)


def toeplitz_mean(kernel, n):
    return toeplitz(kernel, n) / len(kernel)


def toeplitz_whole(kernel, n):
    return np.trunc(toeplitz(kernel, n))


def toeplitz_circular(kernel, n):
    return np.stack([np.roll(toeplitz(kernel, n)[0], i) for i in range(n)])


def toeplitz_spoils_input(kernel, n):
    matrix = toeplitz(kernel, n)
    kernel *= 0
    return matrix
