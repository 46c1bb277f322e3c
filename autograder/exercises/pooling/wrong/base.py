"""The windows of pooling, in the right places: what the wrong answers spoil."""

from __future__ import annotations

import numpy as np


def two(size):
    return (size, size) if np.ndim(size) == 0 else tuple(size)


def padded(x, before, after):
    """The maps with NaN for padding, so that every kind can do with it what it wants."""
    edges = ((0, 0), (0, 0), (before[0], after[0]), (before[1], after[1]))
    return np.pad(x, edges, constant_values=np.nan)


def gathered(x, rows, columns, kernel):
    """The windows with these first rows and columns: (N, C, H′, W′, kh, kw).

    What lies beyond the map is +inf: a slice would leave it out.
    """
    if not (len(rows) and len(columns)):
        raise ValueError("no window")
    height, width = x.shape[2:]
    i = np.add.outer(rows, np.arange(kernel[0]))[:, None, :, None]
    j = np.add.outer(columns, np.arange(kernel[1]))[None, :, None, :]
    inside = (i < height) & (j < width)
    taken = x[:, :, np.minimum(i, height - 1), np.minimum(j, width - 1)]
    return taken if inside.all() else np.where(inside, taken, np.inf)


def steps_of(kernel_size, stride):
    return two(kernel_size) if stride is None else two(stride)


def counts(x, kernel_size, stride, padding):
    """The output's height and width by the formula, whatever it gives."""
    spare = np.subtract(np.add(x.shape[2:], np.multiply(2, two(padding))), two(kernel_size))
    oh, ow = spare // steps_of(kernel_size, stride) + 1
    return int(oh), int(ow)


def some(out):
    """An output that holds values; one that holds none raises, for it says nothing."""
    if not out.size:
        raise ValueError("no output")
    return out


def right(kind, x, kernel_size, stride, padding):
    """The right places, whatever the kind."""
    (oh, ow), (sh, sw) = counts(x, kernel_size, stride, padding), steps_of(kernel_size, stride)
    pads = two(padding)
    rows, columns = sh * np.arange(oh), sw * np.arange(ow)
    return kind(gathered(padded(x, pads, pads), rows, columns, two(kernel_size)))


def moved(kind, x, kernel_size, stride, padding, down, along):
    """An output of the right size whose windows lie `down` and `along` from one another."""
    oh, ow = counts(x, kernel_size, stride, padding)
    pads = two(padding)
    rows, columns = down * np.arange(oh), along * np.arange(ow)
    return kind(gathered(padded(x, pads, pads), rows, columns, two(kernel_size)))


def resized(kind, x, kernel_size, stride, padding, kernel):
    """Windows at the right places, of the wrong size."""
    (oh, ow), (sh, sw) = counts(x, kernel_size, stride, padding), steps_of(kernel_size, stride)
    pads = two(padding)
    return kind(gathered(padded(x, pads, pads), sh * np.arange(oh), sw * np.arange(ow), kernel))
