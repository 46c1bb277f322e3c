"""Wrong convolve2d in the ways of those who turn the kernel by their indices.

The mistakes of `values` and `places` come after the kernel was turned. Here the turn itself is part
of the loop, so that a slip in a size also moves the window, or wraps round the kernel.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from autograder.exercises.kernels.wrong.places import MIXED, sides, slips
from autograder.exercises.phrases import Ways


def out_size(image, kernel, size):
    (height, width), (kh, kw) = image.shape, sides(kernel.shape, size)
    return height - kh + 1, width - kw + 1


def by_image_index(image, kernel, taps="hw", turn="hw", size="hw"):
    """Weight (u, v) meets the pixel at (i + kh - 1 - u, j + kw - 1 - v)."""
    (rows, columns), (kh, kw) = sides(kernel.shape, taps), sides(kernel.shape, turn)
    oh, ow = out_size(image, kernel, size)
    out = np.zeros((oh, ow))
    i, j = np.arange(oh)[:, None], np.arange(ow)
    for u, v in np.ndindex(rows, columns):
        out += kernel[u, v] * image[i + kh - 1 - u, j + kw - 1 - v]
    return out


def by_kernel_index(image, kernel, taps="hw", turn="hw", size="hw"):
    """The pixel at (i + u, j + v) meets weight (kh - 1 - u, kw - 1 - v)."""
    (rows, columns), (kh, kw) = sides(kernel.shape, taps), sides(kernel.shape, turn)
    oh, ow = out_size(image, kernel, size)
    out = np.zeros((oh, ow))
    for u, v in np.ndindex(rows, columns):
        out += kernel[kh - 1 - u, kw - 1 - v] * image[u : u + oh, v : v + ow]
    return out


def cropped_from_full(image, kernel, start="hw", stop="hw"):
    """The convolution of everything that overlaps, cut to the part where the kernel fits."""
    (height, width), (kh, kw) = image.shape, kernel.shape
    full = np.zeros((height + kh - 1, width + kw - 1))
    for u, v in np.ndindex(kh, kw):
        full[u : u + height, v : v + width] += kernel[u, v] * image
    (top, left), (oh, ow) = sides(kernel.shape, start), out_size(image, kernel, stop)
    return full[top - 1 : kh - 1 + oh, left - 1 : kw - 1 + ow]


def transposed(image, kernel):
    """Transposed where it should be turned."""
    return by_kernel_index(image, kernel.T[::-1, ::-1])


def last_tap(image, kernel, rows=True, columns=True):
    """The loop over the kernel as it stands assigns, so that its last weight or row is left."""
    kept = np.zeros_like(kernel)
    last = (slice(-1, None) if rows else slice(None), slice(-1, None) if columns else slice(None))
    kept[last] = kernel[last]
    return by_kernel_index(image, kept)


SQUARE_KERNEL: Ways = tuple(
    way
    for by, names in (
        (by_image_index, ("taps", "turn", "size")),
        (by_kernel_index, ("taps", "turn", "size")),
        (cropped_from_full, ("start", "stop")),
    )
    for mixed in MIXED
    for way in slips(by, names, mixed)
)
LAST_TAPS: Ways = (
    last_tap,
    partial(last_tap, columns=False),
    partial(last_tap, rows=False),
)
