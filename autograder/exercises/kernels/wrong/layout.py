"""Wrong answers to the exercises on how images lie in memory."""

from __future__ import annotations

from functools import partial

import numpy as np

from autograder.exercises.kernels.wrong.base import windows
from autograder.exercises.kernels.wrong.places import sides, slips
from autograder.exercises.kernels.wrong.small import pair
from autograder.exercises.kernels.wrong.values import channels_last_memory
from autograder.exercises.phrases import Ways

# ---------------------------------------------------------------- hwc_to_chw


def moved(x):
    """The right answer."""
    return np.moveaxis(x, -1, -3).copy()


def layout_reshaped(x):
    *lead, h, w, c = x.shape
    return x.reshape(*lead, c, h, w).copy()


def layout_kept(x):
    return x.copy()


def layout_backwards(x):
    return np.moveaxis(x, -3, -1).copy()


LAYOUT_MIXED_UP: Ways = (layout_reshaped, layout_kept, layout_backwards)


def layout_width_first(x):
    return np.swapaxes(moved(x), -1, -2).copy()


def layout_width_first_memory(x):
    out = moved(x)
    return out.reshape(*out.shape[:-2], out.shape[-1], out.shape[-2])


def layout_first_channel(x):
    return moved(x[..., :1])


def layout_first_channel_repeated(x):
    return moved(np.repeat(x[..., :1], x.shape[-1], axis=-1))


def layout_last_channel(x):
    """Every plane is written over the one before."""
    return moved(np.repeat(x[..., -1:], x.shape[-1], axis=-1))


def layout_last_channel_in_front(x):
    out = np.zeros_like(moved(x))
    out[..., 0, :, :] = x[..., -1]
    return out


def layout_first_image(x):
    return np.repeat(moved(x)[:1], len(x), axis=0) if x.ndim == 4 else moved(x)


def layout_last_cropped(x):
    return moved(x)[..., :-1, :-1].copy()


def layout_last_left(x):
    out = moved(x)
    out[..., -1, :] = out[..., -1] = 0
    return out


def layout_resized(x, letters="hh"):
    """The right planes in an array of a wrong size; what fills the rest is anybody's guess."""
    right = moved(x)
    size = sides(right.shape, letters)
    out = np.full((*right.shape[:-2], *size), np.nan)
    h, w = np.minimum(size, right.shape[-2:])
    out[..., :h, :w] = right[..., :h, :w]
    return out


def layout_square(x):
    out = moved(x)
    return out[..., : out.shape[-2]].copy()


def layout_square_loop(x):
    out = moved(x)
    out[..., out.shape[-2] :] = 0
    return out


def layout_of_squares_only(x):
    """Fits square images, and crashes with others."""
    if x.shape[-3] != x.shape[-2]:
        raise ValueError("expected a square image")
    return moved(x)


LAYOUT_SQUARE: Ways = (
    layout_square,
    layout_square_loop,
    layout_resized,
    partial(layout_resized, letters="ww"),
    layout_of_squares_only,
)


def layout_spoils_input(x):
    out = moved(x)
    x += 1
    return out


# ---------------------------------------------------------------- im2col


def columns(x, kernel_size, order="nchwij->ncijhw", change=np.array):
    """The right answer, where nothing is changed on the way."""
    view = np.einsum(order, change(windows(x, *pair(kernel_size))))
    rows = int(np.prod(view.shape[1:4]))
    return view.reshape(view.shape[0], rows, -1).copy()


def columns_transposed(x, kernel_size):
    return columns(x, kernel_size, "nchwij->ncjihw")


def columns_transposed_memory(x, kernel_size):
    """The row's number is c·kh·kw + v·kw + u instead of c·kh·kw + u·kw + v, or the like."""
    kh, kw = pair(kernel_size)
    view = np.einsum("nchwij->ncijhw", windows(x, kh, kw))
    out = np.zeros((*view.shape[:2], kh * kw, *view.shape[-2:]), x.dtype)
    for u, v in np.ndindex(kh, kw):
        out[:, :, v * kw + u] = view[:, :, u, v]
    return out.reshape(len(x), x.shape[1] * kh * kw, -1)


def columns_pair_swapped(x, kernel_size):
    return columns(x, pair(kernel_size)[::-1])


COLUMNS_TRANSPOSED: Ways = (columns_transposed, columns_transposed_memory, columns_pair_swapped)


def columns_channels_last(x, kernel_size):
    return columns(x, kernel_size, "nchwij->nijchw")


def columns_channels_last_memory(x, kernel_size):
    return columns(channels_last_memory(x), kernel_size)


def columns_channels_last_memory_kept(x, kernel_size):
    return columns(channels_last_memory(x), kernel_size, "nchwij->nijchw")


def columns_channels_moved(x, kernel_size):
    return columns(np.moveaxis(x, -1, 1), kernel_size)


def columns_channels_moved_last(x, kernel_size):
    return columns(np.moveaxis(x, -1, 1), kernel_size, "nchwij->nijchw")


COLUMNS_CHANNELS_LAST: Ways = (
    columns_channels_last,
    columns_channels_last_memory,
    columns_channels_moved,
    columns_channels_moved_last,
    columns_channels_last_memory_kept,
)


def columns_width_first(x, kernel_size):
    return columns(x, kernel_size, "nchwij->ncijwh")


def columns_flipped(x, kernel_size):
    return columns(x, kernel_size, change=lambda view: view[..., ::-1, ::-1])


def columns_flipped_up_down(x, kernel_size):
    return columns(x, kernel_size, change=lambda view: view[..., ::-1, :])


def columns_flipped_left_right(x, kernel_size):
    return columns(x, kernel_size, change=lambda view: view[..., ::-1])


def columns_first_channel(x, kernel_size):
    return columns(x[:, :1], kernel_size)


def columns_first_channel_repeated(x, kernel_size):
    return columns(np.repeat(x[:, :1], x.shape[1], axis=1), kernel_size)


def columns_last_channel(x, kernel_size):
    """The channels write into the same rows; the others stay 0."""
    out = np.zeros_like(columns(x, kernel_size))
    kh, kw = pair(kernel_size)
    out[:, : kh * kw] = columns(x[:, -1:], kernel_size)
    return out


def columns_last_channel_alone(x, kernel_size):
    return columns(x[:, -1:], kernel_size)


def columns_last_channel_repeated(x, kernel_size):
    return columns(np.repeat(x[:, -1:], x.shape[1], axis=1), kernel_size)


COLUMNS_LAST_CHANNEL: Ways = (
    columns_last_channel,
    columns_last_channel_alone,
    columns_last_channel_repeated,
)


def columns_first_image(x, kernel_size):
    return np.repeat(columns(x[:1], kernel_size), len(x), axis=0)


def cropped(view, rows=1, width=1):
    return view[:, :, : view.shape[2] - rows, : view.shape[3] - width]


def left_at_zero(view, rows=1, width=1):
    out = np.zeros_like(view)
    kept = cropped(view, rows, width)
    out[:, :, : kept.shape[2], : kept.shape[3]] = kept
    return out


def columns_last_cropped(x, kernel_size):
    return columns(x, kernel_size, change=cropped)


COLUMNS_SKIPPED: Ways = (
    columns_last_cropped,
    *(
        partial(columns, change=partial(skip, rows=rows, width=width))
        for skip in (cropped, left_at_zero)
        for rows, width in ((1, 1), (1, 0), (0, 1))
    ),
)


# ---------------------------------------------------------------- im2col, sizes mixed up


def stacked_windows(x, taps, places):
    """Flatten the window at each place; windows that the border cuts do not stack."""
    (kh, kw), n = taps, len(x)
    seen = [x[:, :, i : i + kh, j : j + kw].reshape(n, -1) for i, j in np.ndindex(places)]
    return np.stack(seen, axis=2)


def stacked_taps(x, taps, places):
    """Flatten the image's part that meets each weight; parts that the border cuts do not stack."""
    (oh, ow), (n, c) = places, x.shape[:2]
    parts = [x[:, :, u : u + oh, v : v + ow].reshape(n, c, -1) for u, v in np.ndindex(taps)]
    return np.stack(parts, axis=2).reshape(n, c * len(parts), -1)


def filled(x, taps, places, rows, cells):
    """Fill an array of the given sizes; what is not reached is anybody's guess."""
    oh, ow = places
    out = np.full((*x.shape[:2], *rows, *cells), np.nan)
    for u, v in np.ndindex(taps):
        out[:, :, u, v] = x[:, :, u : u + oh, v : v + ow]
    return out.reshape(len(x), -1, int(np.prod(cells)))


def numbered(x, taps, places, cells, length):
    """Fill column i·length + j with the window at (i, j)."""
    (kh, kw), (_, ow), (n, c) = taps, length, x.shape[:2]
    out = np.full((n, c * kh * kw, int(np.prod(cells))), np.nan)
    for i, j in np.ndindex(places):
        out[:, :, i * ow + j] = x[:, :, i : i + kh, j : j + kw].reshape(n, -1)
    return out


def row_by_row(x, taps, places, rows, stride, cells):
    """Fill row (c·kh + u)·kw + v with the image's part that meets weight (u, v)."""
    (oh, ow), (kh, kw), (n, c) = places, stride, x.shape[:2]
    out = np.full((n, c * int(np.prod(rows)), int(np.prod(cells))), np.nan)
    for k, u, v in np.ndindex(c, *taps):
        out[:, (k * kh + u) * kw + v] = x[:, k, u : u + oh, v : v + ow].reshape(n, -1)
    return out


def view_reshaped(x, taps, rows):
    """Reshape the view of all windows; as many columns as it takes."""
    view = np.einsum("nchwij->ncijhw", windows(x, *taps))
    return view.reshape(len(x), x.shape[1] * int(np.prod(rows)), -1)


def columns_mixed(x, kernel_size, by, of="kernel", **letters):
    """Mix up the sides of the kernel, or of the output, in some of the sizes that a loop needs."""
    kernel = tuple(pair(kernel_size))

    def size(name, taken):
        kh, kw = mixed = sides(kernel, taken if of == "kernel" else "hw")
        if name in ("taps", "rows", "stride"):
            return mixed
        places = x.shape[-2] - kh + 1, x.shape[-1] - kw + 1
        return sides(places, taken if of == "output" else "hw")

    return by(x, **{name: size(name, taken) for name, taken in letters.items()})


def columns_of_squares_only(x, kernel_size, of="kernel"):
    """Fits square kernels, or square outputs, and crashes with others."""
    kh, kw = pair(kernel_size)
    sized = (kh, kw) if of == "kernel" else (x.shape[-2] - kh + 1, x.shape[-1] - kw + 1)
    if sized[0] != sized[1]:
        raise ValueError("expected a square")
    return columns(x, kernel_size)


def columns_square_by_height(x, kernel_size):
    return columns(x, int(np.ravel(kernel_size)[0]))


def columns_square_output(x, kernel_size):
    return columns(x, kernel_size, change=lambda view: view[:, :, :, : view.shape[2]])


#: The loops, with their sizes: those of the kernel and those of the output.
COLUMN_LOOPS = (
    (stacked_windows, ("taps",), ("places",)),
    (stacked_taps, ("taps",), ("places",)),
    (filled, ("taps", "rows"), ("places", "cells")),
    (numbered, ("taps",), ("places", "cells", "length")),
    (row_by_row, ("taps", "rows", "stride"), ("places", "cells")),
    (view_reshaped, ("taps", "rows"), ()),
)


def kernel_mixed(mixed):
    """Every slip in one size or several; the output's follow the kernel's."""
    for by, kernels, places in COLUMN_LOOPS:
        chosen = [name for name in (*kernels, *places) if (name, mixed) != ("length", "ww")]
        right = {"length": "hw"} if "length" in places else {}
        yield from slips(partial(columns_mixed, by=by, **right), chosen, mixed)


def output_mixed(mixed):
    for by, kernels, places in COLUMN_LOOPS:
        chosen = [name for name in places if (name, mixed) != ("length", "ww")]
        right = dict.fromkeys((*kernels, *places), "hw")
        yield from slips(partial(columns_mixed, by=by, of="output", **right), chosen, mixed)


COLUMNS_SQUARE_KERNEL: Ways = (
    columns_square_by_height,
    *kernel_mixed("hh"),
    *kernel_mixed("ww"),
    columns_of_squares_only,
)
COLUMNS_SQUARE_OUTPUT: Ways = (
    columns_square_output,
    *output_mixed("hh"),
    *output_mixed("ww"),
    partial(columns_of_squares_only, of="output"),
)
COLUMNS_SWAPPED: Ways = (
    columns_width_first,
    partial(columns_mixed, by=stacked_taps, of="output", taps="hw", places="wh"),
)

# ---------------------------------------------------------------- im2col, offsets


def columns_without_offset(x, kernel_size, i=1, j=1, u=1, v=1):
    """Read the pixel at (i + u, j + v), some of the four left out."""
    kh, kw = pair(kernel_size)
    oh, ow = x.shape[-2] - kh + 1, x.shape[-1] - kw + 1
    rows = u * np.arange(kh)[:, None] + i * np.arange(oh)
    across = v * np.arange(kw)[:, None] + j * np.arange(ow)
    seen = x[:, :, rows[:, None, :, None], across[None, :, None, :]]
    return seen.reshape(len(x), -1, oh * ow)


def columns_window_fixed(x, kernel_size):
    return columns_without_offset(x, kernel_size, i=0, j=0)


COLUMNS_OFFSETS: Ways = (
    columns_window_fixed,
    *(
        partial(columns_without_offset, **left_out)
        for left_out in ({"i": 0}, {"j": 0}, {"u": 0, "v": 0}, {"u": 0}, {"v": 0})
    ),
)


def columns_spoils_input(x, kernel_size):
    out = columns(x, kernel_size)
    x += 1
    return out
