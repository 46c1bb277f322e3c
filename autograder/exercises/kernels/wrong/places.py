"""Wrong conv2d: mistakes in where windows lie, and in the size of kernel and output.

A slip in a size shows differently in each way to loop, so there are three of them here, and every
size that they need can be chosen. Sizes are named by two letters, each the side that is taken: "hw"
is right, "hh" takes the height for the width, "ww" the width for the height, "wh" swaps them.
"""

from __future__ import annotations

import itertools
from functools import partial

import numpy as np

from autograder.exercises.kernels.wrong.base import column, conv, products, with_bias
from autograder.exercises.phrases import Ways


def sides(shape, letters="hw"):
    """Two of the last two lengths of a shape, by their letters."""
    length = {"h": shape[-2], "w": shape[-1]}
    return tuple(length[letter] for letter in letters)


def out_sides(x, w, image="hw", kernel="hw", out="hw"):
    """The output's size, with a slip in the image's sides, the kernel's, or in its own."""
    (height, width), (kh, kw) = sides(x.shape, image), sides(w.shape, kernel)
    return sides((height - kh + 1, width - kw + 1), out)


# ---------------------------------------------------------------- three ways to loop


def by_pixels(x, w, bias, taps, loop, size):
    """Sum one product after the other; an index that does not exist raises.

    Values that the loop does not reach are anybody's guess: zeros, the bias, or what was there.
    """
    (kh, kw), (oh, ow) = taps, loop
    fits = np.all(np.add(taps, loop) - 1 <= sides(x.shape)) and np.all(np.less_equal(loop, size))
    if not fits or kh > w.shape[-2] or kw > w.shape[-1]:
        raise IndexError("index out of bounds")
    out = np.full((len(x), len(w), *size), np.nan)
    out[..., :oh, :ow] = conv(x, w[..., :kh, :kw], bias)[..., :oh, :ow]
    return out


def by_windows(x, w, bias, taps, loop, size, stretches=True, cut=False):
    """Multiply each window by the kernel; NumPy stretches axes of length 1 to fit, or refuses.

    The kernel may be cut like the window, with slices that end where it does.
    """
    kh, kw = taps
    w = w[..., :kh, :kw] if cut else w
    out = np.full((len(x), len(w), *size), np.nan)
    for i, j in np.ndindex(loop):
        seen = x[:, None, :, i : i + kh, j : j + kw]
        if not stretches and seen.shape[-2:] != w.shape[-2:]:
            raise ValueError("the window does not have the kernel's shape")
        out[:, :, i, j] = (seen * w).sum((-3, -2, -1))
    return with_bias(out, bias)


def by_taps(x, w, bias, taps, loop, size, stretches=True, allocated=True):
    """Add the image's part that meets each weight; too large a part is cut by the border.

    Where the output was not allocated first, NumPy stretches it to fit its parts.
    """
    oh, ow = loop
    out = np.zeros((len(x), len(w), *size) if allocated else (1, 1, 1, 1))
    for u, v in np.ndindex(taps):
        part = np.einsum("nchw,fc->nfhw", x[..., u : u + oh, v : v + ow], w[..., u, v])
        if not stretches and part.shape[-2:] != size:
            raise ValueError("the part does not have the output's shape")
        out = np.add(out, part, out=out if allocated else None)
    return with_bias(out, bias)


#: The loops, and which sizes of kernel and output each needs.
LOOPS = (
    (by_pixels, ("taps", "loop", "size")),
    (by_windows, ("taps", "loop", "size")),
    (partial(by_windows, stretches=False), ("taps", "loop", "size")),
    (partial(by_windows, cut=True), ("taps", "loop", "size")),
    (by_taps, ("taps", "loop", "size")),
    (partial(by_taps, stretches=False), ("taps", "loop", "size")),
    (partial(by_taps, allocated=False), ("taps", "loop")),
)

# ---------------------------------------------------------------- the kernel's sides


def kernel_mixed(x, w, bias=None, by=by_pixels, taps="hw", loop="hw", size="hw"):
    """Mix up the kernel's sides in the taps, in the places of the loop, in the output's size."""
    places, shape = out_sides(x, w, kernel=loop), out_sides(x, w, kernel=size)
    return by(x, w, bias, sides(w.shape, taps), places, shape)


def kernel_cut(x, w, bias=None, taps="hw", size="hw"):
    """The same with slices, which end where the kernel or the output does."""
    (kh, kw), (oh, ow) = sides(w.shape, taps), out_sides(x, w, kernel=size)
    return conv(x, w[..., :kh, :kw], bias)[..., : max(oh, 0), : max(ow, 0)]


def height_for_width(x, w, bias=None):
    return kernel_cut(x, w, bias, "hh", "hh")


def out_resized(x, w, bias=None, **slip):
    """The right values in an output of a wrong size; what fills the rest is anybody's guess."""
    right, size = conv(x, w, bias), out_sides(x, w, **slip)
    resized = np.full((*right.shape[:2], *size), np.nan)
    oh, ow = np.minimum(size, right.shape[-2:])
    resized[..., :oh, :ow] = right[..., :oh, :ow]
    return resized


def kernel_reshaped(x, w, bias=None):
    """The kernel's memory is read with its two lengths swapped."""
    return conv(x, w.reshape(*w.shape[:2], w.shape[-1], w.shape[-2]), bias)


def square_kernels_only(x, w, bias=None):
    """Fits square kernels, and crashes with others."""
    if w.shape[-2] != w.shape[-1]:
        raise ValueError("expected a square kernel")
    return conv(x, w, bias)


def slips(way, names, mixed):
    """The way with a slip in one of these sizes or in several, for every choice of them."""
    for letters in itertools.product(("hw", mixed), repeat=len(names)):
        if mixed in letters:
            yield partial(way, **dict(zip(names, letters, strict=True)))


MIXED = ("hh", "ww", "wh")
SQUARE_KERNEL: Ways = (
    height_for_width,
    *(way for mixed in MIXED for way in slips(kernel_cut, ("taps", "size"), mixed)),
    *(partial(out_resized, kernel=mixed) for mixed in MIXED),
    *(
        way
        for mixed in MIXED
        for by, names in LOOPS
        for way in slips(partial(kernel_mixed, by=by), names, mixed)
    ),
    kernel_reshaped,
    square_kernels_only,
)

# ---------------------------------------------------------------- the output's sides


def out_mixed(x, w, bias=None, by=by_pixels, loop="hw", size="hw", of="out"):
    """Mix up the sides of output or image in the places of the loop, or in the output's size."""
    places, shape = out_sides(x, w, **{of: loop}), out_sides(x, w, **{of: size})
    return by(x, w, bias, sides(w.shape), places, shape)


def square_output(x, w, bias=None):
    out = conv(x, w, bias)
    return out[..., : out.shape[-2]]


def square_output_by_width(x, w, bias=None):
    out = conv(x, w, bias)
    return out[..., : out.shape[-1], :]


def cut_short(x, w, bias=None, rows=None, columns=None, keeps_bias=False):
    """Only the first places are computed; the others keep their zero, or get the bias alone."""
    out = products(x, w)
    out[..., rows:, :] = 0.0
    out[..., columns:] = 0.0
    if keeps_bias:
        return with_bias(out, bias)
    out[..., :rows, :columns] += column(bias, out)
    return out


def square_loop(x, w, bias=None, keeps_bias=False):
    oh, ow = out_sides(x, w)
    return cut_short(x, w, bias, oh, min(oh, ow), keeps_bias)


def square_loop_by_width(x, w, bias=None, keeps_bias=False):
    oh, ow = out_sides(x, w)
    return cut_short(x, w, bias, min(oh, ow), ow, keeps_bias)


def square_outputs_only(x, w, bias=None):
    """Fits square outputs, and crashes with others."""
    oh, ow = out_sides(x, w)
    if oh != ow:
        raise ValueError("expected a square output")
    return conv(x, w, bias)


def square_images_only(x, w, bias=None):
    """Fits square images, and crashes with others."""
    if x.shape[-2] != x.shape[-1]:
        raise ValueError("expected a square image")
    return conv(x, w, bias)


SQUARE_OUTPUT: Ways = (
    square_output,
    square_output_by_width,
    square_loop,
    square_loop_by_width,
    partial(square_loop, keeps_bias=True),
    partial(square_loop_by_width, keeps_bias=True),
    *(partial(out_resized, **{of: mixed}) for of in ("out", "image") for mixed in ("hh", "ww")),
    *(
        way
        for of in ("out", "image")
        for mixed in ("hh", "ww")
        for by, (_, *names) in LOOPS
        for way in slips(partial(out_mixed, by=by, of=of), names, mixed)
    ),
    square_outputs_only,
    square_images_only,
)


def out_swapped(x, w, bias=None):
    return np.swapaxes(conv(x, w, bias), -1, -2)


def out_swapped_squares(x, w, bias=None):
    """Filled at (j, i), which some outputs do not have."""
    oh, ow = out_sides(x, w)
    if oh != ow:
        raise IndexError("index out of bounds")
    return out_swapped(x, w, bias)


def out_swapped_memory(x, w, bias=None):
    out = conv(x, w, bias)
    return out.reshape(*out.shape[:2], out.shape[3], out.shape[2])


OUT_SWAPPED: Ways = (
    out_swapped,
    out_swapped_squares,
    out_swapped_memory,
    partial(out_resized, out="wh"),
    partial(out_resized, image="wh"),
    partial(out_mixed, by=by_windows, loop="wh", size="wh"),
    partial(out_mixed, by=by_taps, loop="wh", size="wh"),
    partial(out_mixed, by=by_taps, loop="wh", size="hw"),
    partial(out_mixed, by=partial(by_taps, allocated=False), loop="wh"),
)

# ---------------------------------------------------------------- the last row and column


def last_cropped(x, w, bias=None):
    return conv(x, w, bias)[..., :-1, :-1]


def last_row_cropped(x, w, bias=None):
    return conv(x, w, bias)[..., :-1, :]


def last_column_cropped(x, w, bias=None):
    return conv(x, w, bias)[..., :-1]


def last_left(x, w, bias=None, rows=True, columns=True, keeps_bias=False):
    oh, ow = out_sides(x, w)
    return cut_short(x, w, bias, oh - rows, ow - columns, keeps_bias)


def last_weights_left(x, w, bias=None, rows=True, columns=True):
    """The loops over the kernel, not those over the output, stop one step early."""
    (oh, ow), (kh, kw) = out_sides(x, w), sides(w.shape)
    seen = np.array(w)
    seen[..., kh - rows :, :] = seen[..., kw - columns :] = 0.0
    return conv(x, seen, bias)[..., :oh, :ow]


ONE_OR_BOTH = ((True, True), (True, False), (False, True))
LAST_SKIPPED: Ways = (
    last_cropped,
    last_row_cropped,
    last_column_cropped,
    *(
        partial(last_left, rows=rows, columns=columns, keeps_bias=keeps_bias)
        for rows, columns in ONE_OR_BOTH
        for keeps_bias in (False, True)
    ),
    *(partial(last_weights_left, rows=rows, columns=columns) for rows, columns in ONE_OR_BOTH),
)

# ---------------------------------------------------------------- the window's offset


def offset_missing(x, w, bias=None, i=1, j=1, u=1, v=1):
    """Read the pixel at (i + u, j + v) with some of the four left out, those that are 0."""
    (oh, ow), (kh, kw) = out_sides(x, w), sides(w.shape)
    rows = i * np.arange(oh)[:, None] + u * np.arange(kh)
    columns = j * np.arange(ow)[:, None] + v * np.arange(kw)
    seen = x[:, :, rows[:, None, :, None], columns[None, :, None, :]]
    return with_bias(np.einsum("nchwij,fcij->nfhw", seen, w), bias)


def window_fixed(x, w, bias=None):
    return offset_missing(x, w, bias, i=0, j=0)


#: Which of i, j, u, v are left out: those of the place, or those of the weight.
LEFT_OUT = ({"i": 0}, {"j": 0}, {"u": 0, "v": 0}, {"u": 0}, {"v": 0})
OFFSETS: Ways = (window_fixed, *(partial(offset_missing, **left_out) for left_out in LEFT_OUT))
