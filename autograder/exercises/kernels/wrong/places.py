"""Wrong conv2d: mistakes in where windows lie, and in the size of kernel and output."""

from __future__ import annotations

from functools import partial

import numpy as np

from autograder.exercises.kernels.wrong.base import conv, products, with_bias
from autograder.exercises.phrases import Ways

# ---------------------------------------------------------------- two ways to loop


def by_windows(x, w, bias, window, out_size):
    """Multiply each window by the kernel; NumPy stretches axes of length 1 to fit."""
    (kh, kw), (oh, ow) = window, out_size
    out = np.zeros((len(x), len(w), oh, ow))
    for i, j in np.ndindex(oh, ow):
        out[:, :, i, j] = (x[:, None, :, i : i + kh, j : j + kw] * w).sum((-3, -2, -1))
    return with_bias(out, bias)


def by_taps(x, w, bias, out_size):
    """Add the image's part that meets each weight; too large a part is cut by the border."""
    oh, ow = out_size
    out = np.zeros((len(x), len(w), oh, ow))
    for u, v in np.ndindex(w.shape[-2:]):
        out += np.einsum("nchw,fc->nfhw", x[..., u : u + oh, v : v + ow], w[..., u, v])
    return with_bias(out, bias)


def sizes(x, w):
    """Height and width of the images, the kernel and the output."""
    (height, width), (kh, kw) = x.shape[-2:], w.shape[-2:]
    return height, width, kh, kw, height - kh + 1, width - kw + 1


# ---------------------------------------------------------------- the kernel's width


def height_for_width(x, w, bias=None):
    """kw = kh, in the taps and in the size of the output."""
    _, width, kh, _, _, _ = sizes(x, w)
    return conv(x, w[..., :kh], bias)[..., : max(width - kh + 1, 0)]


def height_for_width_in_taps(x, w, bias=None):
    _, _, kh, _, _, ow = sizes(x, w)
    return conv(x, w[..., :kh], bias)[..., :ow]


def height_for_width_in_size(x, w, bias=None):
    _, width, kh, _, _, _ = sizes(x, w)
    return conv(x, w, bias)[..., : max(width - kh + 1, 0)]


def height_for_width_in_windows(x, w, bias=None):
    _, _, kh, _, oh, ow = sizes(x, w)
    return by_windows(x, w, bias, (kh, kh), (oh, ow))


def height_for_width_in_windows_and_size(x, w, bias=None):
    _, width, kh, _, oh, _ = sizes(x, w)
    return by_windows(x, w, bias, (kh, kh), (oh, width - kh + 1))


def height_for_width_in_size_by_windows(x, w, bias=None):
    _, width, kh, kw, oh, _ = sizes(x, w)
    return by_windows(x, w, bias, (kh, kw), (oh, width - kh + 1))


def height_for_width_in_size_by_taps(x, w, bias=None):
    _, width, kh, _, oh, _ = sizes(x, w)
    return by_taps(x, w, bias, (oh, width - kh + 1))


def width_for_height(x, w, bias=None):
    height, _, _, kw, _, _ = sizes(x, w)
    return conv(x, w[..., :kw, :], bias)[..., : max(height - kw + 1, 0), :]


def width_for_height_in_taps(x, w, bias=None):
    _, _, _, kw, oh, _ = sizes(x, w)
    return conv(x, w[..., :kw, :], bias)[..., :oh, :]


def width_for_height_in_size(x, w, bias=None):
    height, _, _, kw, _, _ = sizes(x, w)
    return conv(x, w, bias)[..., : max(height - kw + 1, 0), :]


def width_for_height_in_windows(x, w, bias=None):
    _, _, _, kw, oh, ow = sizes(x, w)
    return by_windows(x, w, bias, (kw, kw), (oh, ow))


def turned_by_height(x, w, bias=None):
    """A right kernel that is turned with kh in both indices, so that its columns wrap round."""
    kh, kw = w.shape[-2:]
    straight = w[..., ::-1]
    return conv(x, straight[..., kh - 1 - np.arange(kw)], bias)


def turned_by_width(x, w, bias=None):
    kh, kw = w.shape[-2:]
    straight = w[..., ::-1, :]
    return conv(x, straight[..., kw - 1 - np.arange(kh), :], bias)


SQUARE_KERNEL: Ways = (
    height_for_width,
    height_for_width_in_taps,
    height_for_width_in_size,
    height_for_width_in_windows,
    height_for_width_in_windows_and_size,
    height_for_width_in_size_by_windows,
    height_for_width_in_size_by_taps,
    width_for_height,
    width_for_height_in_taps,
    width_for_height_in_size,
    width_for_height_in_windows,
)
TURNED_AS_A_SQUARE: Ways = (turned_by_height, turned_by_width)

# ---------------------------------------------------------------- the output's width


def square_output(x, w, bias=None):
    out = conv(x, w, bias)
    return out[..., : out.shape[-2]]


def square_output_by_width(x, w, bias=None):
    out = conv(x, w, bias)
    return out[..., : out.shape[-1], :]


def square_output_by_windows(x, w, bias=None):
    _, _, kh, kw, oh, _ = sizes(x, w)
    return by_windows(x, w, bias, (kh, kw), (oh, oh))


def square_output_by_taps(x, w, bias=None):
    _, _, _, _, oh, _ = sizes(x, w)
    return by_taps(x, w, bias, (oh, oh))


def image_height_for_width(x, w, bias=None):
    height, _, _, kw, _, _ = sizes(x, w)
    return conv(x, w, bias)[..., : max(height - kw + 1, 0)]


def cut_short(x, w, bias=None, rows=None, columns=None, keeps_bias=False):
    """Only the first places are computed; the others keep their zero, or get the bias alone."""
    out = products(x, w)
    out[..., rows:, :] = 0.0
    out[..., columns:] = 0.0
    done = with_bias(out, bias)
    if not keeps_bias:
        done[..., rows:, :] = 0.0
        done[..., columns:] = 0.0
    return done


def square_loop(x, w, bias=None, keeps_bias=False):
    _, _, _, _, oh, ow = sizes(x, w)
    return cut_short(x, w, bias, oh, min(oh, ow), keeps_bias)


def square_loop_by_width(x, w, bias=None, keeps_bias=False):
    _, _, _, _, oh, ow = sizes(x, w)
    return cut_short(x, w, bias, min(oh, ow), ow, keeps_bias)


SQUARE_OUTPUT: Ways = (
    square_output,
    square_output_by_width,
    square_output_by_windows,
    square_output_by_taps,
    image_height_for_width,
    square_loop,
    square_loop_by_width,
    partial(square_loop, keeps_bias=True),
    partial(square_loop_by_width, keeps_bias=True),
)


def out_swapped(x, w, bias=None):
    return np.swapaxes(conv(x, w, bias), -1, -2)


def out_swapped_memory(x, w, bias=None):
    out = conv(x, w, bias)
    return out.reshape(*out.shape[:2], out.shape[3], out.shape[2])


OUT_SWAPPED: Ways = (out_swapped, out_swapped_memory)

# ---------------------------------------------------------------- the last row and column


def last_cropped(x, w, bias=None):
    return conv(x, w, bias)[..., :-1, :-1]


def last_row_cropped(x, w, bias=None):
    return conv(x, w, bias)[..., :-1, :]


def last_column_cropped(x, w, bias=None):
    return conv(x, w, bias)[..., :-1]


def last_left(x, w, bias=None, rows=True, columns=True, keeps_bias=False):
    _, _, _, _, oh, ow = sizes(x, w)
    return cut_short(x, w, bias, oh - rows, ow - columns, keeps_bias)


LAST_SKIPPED: Ways = (
    last_cropped,
    last_row_cropped,
    last_column_cropped,
    *(
        partial(last_left, rows=rows, columns=columns, keeps_bias=keeps_bias)
        for rows, columns in ((True, True), (True, False), (False, True))
        for keeps_bias in (False, True)
    ),
)

# ---------------------------------------------------------------- the window's offset


def offset_missing(x, w, bias=None, i=1, j=1, u=1, v=1):
    """Read the pixel at (i + u, j + v) with some of the four left out, those that are 0."""
    _, _, kh, kw, oh, ow = sizes(x, w)
    rows = i * np.arange(oh)[:, None] + u * np.arange(kh)
    columns = j * np.arange(ow)[:, None] + v * np.arange(kw)
    seen = x[:, :, rows[:, None, :, None], columns[None, :, None, :]]
    return with_bias(np.einsum("nchwij,fcij->nfhw", seen, w), bias)


def window_fixed(x, w, bias=None):
    return offset_missing(x, w, bias, i=0, j=0)


#: Which of i, j, u, v are left out: those of the place, or those of the weight.
LEFT_OUT = ({"i": 0}, {"j": 0}, {"u": 0, "v": 0}, {"u": 0}, {"v": 0})
OFFSETS: Ways = (window_fixed, *(partial(offset_missing, **left_out) for left_out in LEFT_OUT))
