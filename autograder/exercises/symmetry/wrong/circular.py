"""Wrong circular_conv2d."""

from __future__ import annotations

import itertools
from functools import partial

import numpy as np

from autograder.exercises.kernels.wrong.base import conv
from autograder.exercises.kernels.wrong.places import sides
from autograder.exercises.kernels.wrong.values import channels_last_memory
from autograder.exercises.phrases import Ways


def pad_rows_and_columns(x, rows, columns, mode="wrap"):
    return np.pad(x, ((0, 0), (0, 0), rows, columns), mode=mode)


def padded(x, w, bias=None, rows="wrap", columns="wrap"):
    """The centred window on an image whose border is filled in two of NumPy's modes."""
    half_h, half_w = w.shape[2] // 2, w.shape[3] // 2
    x = pad_rows_and_columns(x, (half_h, half_h), (0, 0), rows)
    return conv(pad_rows_and_columns(x, (0, 0), (half_w, half_w), columns), w, bias)


def rolled_taps(x, w, bias, half_h, half_w):
    """Roll the image for every weight, for windows whose middle is (half_h, half_w)."""
    out = np.zeros((len(x), len(w), *x.shape[2:]))
    for u, v in np.ndindex(*w.shape[2:]):
        moved = np.roll(x, (half_h - u, half_w - v), axis=(2, 3))
        out += np.einsum("nchw,fc->nfhw", moved, w[:, :, u, v])
    return out if bias is None else out + np.asarray(bias)[:, None, None]


def on_wrapped(wrong, x, w, bias=None):
    """Let a wrong conv2d answer for circular_conv2d."""
    half_h, half_w = w.shape[2] // 2, w.shape[3] // 2
    return wrong(pad_rows_and_columns(x, (half_h, half_h), (half_w, half_w)), w, bias)


# ---------------------------------------------------------------- what lies beyond the border

ZEROS: Ways = (
    partial(padded, rows="constant", columns="constant"),
    partial(padded, rows="constant"),
    partial(padded, columns="constant"),
)
REPEATED: Ways = tuple(
    partial(padded, rows=mode, columns=mode) for mode in ("edge", "reflect", "symmetric")
)


def not_padded(x, w, bias=None):
    return conv(x, w, bias)


def not_padded_in_zeros(x, w, bias=None):
    """The windows that fit, in the middle of zeros."""
    out = np.zeros((len(x), len(w), *x.shape[2:]))
    half_h, half_w = w.shape[2] // 2, w.shape[3] // 2
    inner = conv(x, w, bias)
    out[:, :, half_h : half_h + inner.shape[2], half_w : half_w + inner.shape[3]] = inner
    return out


INSIDE: Ways = (not_padded, not_padded_in_zeros)

# ---------------------------------------------------------------- the window's middle


def at_bottom_right(x, w, bias=None):
    """The window starts at its output's place: all that hangs over lies below and to the right."""
    return rolled_taps(x, w, bias, 0, 0)


def at_top_left(x, w, bias=None):
    return rolled_taps(x, w, bias, w.shape[2] - 1, w.shape[3] - 1)


def half_padded(x, w, bias=None, before=0, after=1):
    """One of the two margins is left out, so that the output is smaller than the image."""
    half_h, half_w = w.shape[2] // 2, w.shape[3] // 2
    rows, columns = (before * half_h, after * half_h), (before * half_w, after * half_w)
    return conv(pad_rows_and_columns(x, rows, columns), w, bias)


BOTTOM_RIGHT: Ways = (at_bottom_right, half_padded)
TOP_LEFT: Ways = (at_top_left, partial(half_padded, before=1, after=0))


def rolled(x, w, bias=None, taps="hw", half="hw", cuts=False):
    """Roll the image with the kernel's sides mixed up; letters as in `places.sides`.

    A weight that does not exist raises, or is cut off.
    """
    kh, kw = sides(w.shape, taps)
    if not cuts and (kh > w.shape[2] or kw > w.shape[3]):
        raise IndexError("index out of bounds")
    half_h, half_w = sides(w.shape, half)
    return rolled_taps(x, w[:, :, :kh, :kw], bias, half_h // 2, half_w // 2)


def pads_mixed(x, w, bias=None, taps="hw", half="hw"):
    """Pad with the kernel's sides mixed up; the output's size follows."""
    half_h, half_w = (side // 2 for side in sides(w.shape, half))
    kh, kw = sides(w.shape, taps)
    x = pad_rows_and_columns(x, (half_h, half_h), (half_w, half_w))
    return conv(x, w[:, :, :kh, :kw], bias)


def mixed_up(letters):
    """Ways to mix up the kernel's sides in the taps, in the window's middle, or in both."""
    for taps, half in itertools.product(("hw", letters), repeat=2):
        if letters in (taps, half):
            yield partial(rolled, taps=taps, half=half)
            yield partial(rolled, taps=taps, half=half, cuts=True)
            yield partial(pads_mixed, taps=taps, half=half)


SQUARE_KERNEL: Ways = (*mixed_up("hh"), *mixed_up("ww"))
SWAPPED_HALVES: Ways = (partial(rolled, half="wh"), partial(pads_mixed, half="wh"))

# ---------------------------------------------------------------- the image's sides


def output_repeated(x, w, bias=None, out="hh"):
    """An output of a wrong size, whose places are read modulo the image's."""
    right = padded(x, w, bias)
    rows, columns = (np.arange(n) for n in sides(x.shape, out))
    return right[:, :, rows[:, None] % x.shape[2], columns % x.shape[3]]


def modulo_mixed(x, w, bias=None, modulo="hh"):
    """Indices are taken modulo the wrong length of the image."""
    (height, width), (rows, columns) = x.shape[2:], sides(x.shape, modulo)
    out = np.zeros((len(x), len(w), height, width))
    for u, v in np.ndindex(*w.shape[2:]):
        i = (np.arange(height) + u - w.shape[2] // 2) % rows
        j = (np.arange(width) + v - w.shape[3] // 2) % columns
        out += np.einsum("nchw,fc->nfhw", x[:, :, i[:, None], j], w[:, :, u, v])
    return out if bias is None else out + np.asarray(bias)[:, None, None]


OUT_SWAPPED: Ways = (partial(output_repeated, out="wh"),)
SQUARE_IMAGE: Ways = (
    *(partial(output_repeated, out=letters) for letters in ("hh", "ww")),
    *(partial(modulo_mixed, modulo=letters) for letters in ("hh", "ww", "wh")),
)

# ---------------------------------------------------------------- the kernel, the input


def transposed(x, w, bias=None):
    """All that follows takes the transposed kernel for the given one."""
    return padded(x, np.swapaxes(w, 2, 3), bias)


def channels_last(x, w, bias=None):
    return padded(np.moveaxis(x, -1, 1), w, bias)


def channels_last_reshaped(x, w, bias=None):
    return padded(channels_last_memory(x), w, bias)


NHWC: Ways = (channels_last, channels_last_reshaped)


def spoils_input(x, w, bias=None):
    out = padded(x, w, bias)
    x += 1
    return out
