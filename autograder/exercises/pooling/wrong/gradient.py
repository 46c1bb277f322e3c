"""Wrong gradients of pooling.

A gradient is *shares*, which say how much of its gradient a window gives to each of its values,
and a *place*, which says where the windows are read and written.
"""

from __future__ import annotations

import numpy as np

from autograder.exercises.pooling.wrong.base import gathered, steps_of, two

# ---------------------------------------------------------------- the right answer, to be spoilt


def indices(starts, kernel):
    """Rows and columns of every window, ready to index with: (H′, 1, kh, 1) and (1, W′, 1, kw)."""
    i = np.add.outer(starts[0], np.arange(kernel[0]))[:, None, :, None]
    return i, np.add.outer(starts[1], np.arange(kernel[1]))[None, :, None, :]


def windows(x, starts, kernel):
    """The windows of x; what lies beyond the map is -inf."""
    w = gathered(x, *starts, kernel)
    return np.where(w == np.inf, -np.inf, w)


def scattered(values, shape, starts):
    """Add the windows up where they lie; what lies beyond the map is lost, as with slices."""
    i, j = indices(starts, values.shape[-2:])
    size = (max(shape[2], i.max() + 1), max(shape[3], j.max() + 1))
    out = np.zeros((*shape[:2], *size))
    np.add.at(out, (slice(None), slice(None), i, j), values)
    return out[:, :, : shape[2], : shape[3]].copy()


def starts_of(g, down, along):
    return down * np.arange(g.shape[2]), along * np.arange(g.shape[3])


def routed(shares, g, x, kernel, read, write):
    """Windows of any size, read at some places and written at others."""
    return scattered(shares(windows(x, read, kernel)) * g[..., None, None], x.shape, write)


def right(shares, g, x, kernel_size, stride):
    starts = starts_of(g, *steps_of(kernel_size, stride))
    return routed(shares, g, x, two(kernel_size), starts, starts)


# ---------------------------------------------------------------- shares


def only(w, index):
    """All for the value with this index, nothing for the others."""
    return (np.arange(w.shape[-2] * w.shape[-1]) == index[..., None]).reshape(w.shape).astype(float)


def flat(w):
    return w.reshape(*w.shape[:-2], -1)


def to_first(w):
    if (flat(w).max(-1) == -np.inf).any():
        raise ValueError("a window is empty, and argmax of nothing raises")
    return only(w, flat(w).argmax(-1))


def to_every_tie(w):
    return (w == w.max((-2, -1), keepdims=True)).astype(float)


def shared_by_ties(w):
    mask = to_every_tie(w)
    return mask / mask.sum((-2, -1), keepdims=True)


def evenly(w):
    return np.full(w.shape, 1 / (w.shape[-2] * w.shape[-1]))


def whole(w):
    return np.ones(w.shape)


def per_height_squared(w):
    return np.full(w.shape, 1 / w.shape[-2] ** 2)


def per_width_squared(w):
    return np.full(w.shape, 1 / w.shape[-1] ** 2)


def to_last(w):
    return only(w, np.full(w.shape[:-2], w.shape[-2] * w.shape[-1] - 1))


def share_to_last(w):
    return to_last(w) / (w.shape[-2] * w.shape[-1])


def to_smallest(w):
    return only(w, flat(w).argmin(-1))


def to_first_above_zero(w):
    """The search starts at 0, and a window without positive values has no winner."""
    return to_first(w) * (w > 0)


def to_first_above_zero_or_corner(w):
    positive = (w > 0).any((-2, -1))
    return only(w, np.where(positive, flat(w).argmax(-1), 0))


def to_ties_above_zero(w):
    return to_every_tie(w) * (w > 0)


def across_channels(w):
    return (w == w.max((1, -2, -1), keepdims=True)).astype(float)


# ---------------------------------------------------------------- answers


def on_max(place, grad_out, x, kernel_size, stride=None):
    """Let the right shares at wrong places answer for max_pool2d_backward."""
    return place(to_first, grad_out, x, kernel_size, stride)


def as_max(shares, grad_out, x, kernel_size, stride=None):
    """Let wrong shares at the right places answer for max_pool2d_backward."""
    return right(shares, grad_out, x, kernel_size, stride)


def on_mean(place, grad_out, in_shape, kernel_size, stride=None):
    """Let the right shares at wrong places answer for avg_pool2d_backward."""
    return place(evenly, grad_out, np.zeros(in_shape), kernel_size, stride)


def as_mean(shares, grad_out, in_shape, kernel_size, stride=None):
    """Let wrong shares at the right places answer for avg_pool2d_backward."""
    return right(shares, grad_out, np.zeros(in_shape), kernel_size, stride)


# ---------------------------------------------------------------- = instead of +=


def overwritten(shares, g, x, kernel_size, stride, order, winners):
    """Windows in row or column order; zeros overwrite as well unless `winners` alone write."""
    (sh, sw), (kh, kw) = steps_of(kernel_size, stride), two(kernel_size)
    weights = shares(windows(x, starts_of(g, sh, sw), (kh, kw)))
    values = weights * g[..., None, None]
    out = np.zeros(x.shape)
    places = list(np.ndindex(*g.shape[2:]))
    for i, j in places if order == "rows" else sorted(places, key=lambda place: place[::-1]):
        part = out[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
        part[...] = np.where(
            weights[:, :, i, j] > 0, values[:, :, i, j], 0 if not winners else part
        )
    return out


def overwritten_by_windows(shares, g, x, kernel_size, stride):
    return overwritten(shares, g, x, kernel_size, stride, "rows", False)


def overwritten_by_winners(shares, g, x, kernel_size, stride):
    return overwritten(shares, g, x, kernel_size, stride, "rows", True)


def overwritten_by_winners_in_columns(shares, g, x, kernel_size, stride):
    return overwritten(shares, g, x, kernel_size, stride, "columns", True)


def overwritten_tap_by_tap(shares, g, x, kernel_size, stride, winners):
    (sh, sw), (oh, ow) = steps_of(kernel_size, stride), g.shape[2:]
    weights = shares(windows(x, starts_of(g, sh, sw), two(kernel_size)))
    out = np.zeros(x.shape)
    for u, v in np.ndindex(*two(kernel_size)):
        part = out[:, :, u : u + sh * oh : sh, v : v + sw * ow : sw][:, :, :oh, :ow]
        share = weights[..., u, v]
        part[...] = np.where(share > 0, share * g, part if winners else 0)
    return out


def overwritten_by_taps(shares, g, x, kernel_size, stride):
    return overwritten_tap_by_tap(shares, g, x, kernel_size, stride, False)


def overwritten_by_winning_taps(shares, g, x, kernel_size, stride):
    return overwritten_tap_by_tap(shares, g, x, kernel_size, stride, True)


# ---------------------------------------------------------------- where windows lie


def elsewhere(shares, g, x, kernel_size, stride, write):
    """Windows read at the right places and written at others."""
    read = starts_of(g, *steps_of(kernel_size, stride))
    return routed(shares, g, x, two(kernel_size), read, write)


def offset_missing(shares, g, x, kernel_size, stride):
    return elsewhere(shares, g, x, kernel_size, stride, starts_of(g, 0, 0))


def row_offset_missing(shares, g, x, kernel_size, stride):
    along = steps_of(kernel_size, stride)[1]
    return elsewhere(shares, g, x, kernel_size, stride, starts_of(g, 0, along))


def column_offset_missing(shares, g, x, kernel_size, stride):
    down = steps_of(kernel_size, stride)[0]
    return elsewhere(shares, g, x, kernel_size, stride, starts_of(g, down, 0))


def stride_missing(shares, g, x, kernel_size, stride):
    return elsewhere(shares, g, x, kernel_size, stride, starts_of(g, 1, 1))


def row_stride_missing(shares, g, x, kernel_size, stride):
    along = steps_of(kernel_size, stride)[1]
    return elsewhere(shares, g, x, kernel_size, stride, starts_of(g, 1, along))


def column_stride_missing(shares, g, x, kernel_size, stride):
    down = steps_of(kernel_size, stride)[0]
    return elsewhere(shares, g, x, kernel_size, stride, starts_of(g, down, 1))


def stride_forced_on_the_way_back(shares, g, x, kernel_size, stride):
    return elsewhere(shares, g, x, kernel_size, stride, starts_of(g, *two(kernel_size)))


def moved(shares, g, x, kernel_size, down, along):
    """Windows read and written `down` and `along` from one another."""
    starts = starts_of(g, down, along)
    return routed(shares, g, x, two(kernel_size), starts, starts)


def stride_missing_both_ways(shares, g, x, kernel_size, stride):
    return moved(shares, g, x, kernel_size, 1, 1)


def stride_on_rows_only(shares, g, x, kernel_size, stride):
    return moved(shares, g, x, kernel_size, steps_of(kernel_size, stride)[0], 1)


def stride_on_columns_only(shares, g, x, kernel_size, stride):
    return moved(shares, g, x, kernel_size, 1, steps_of(kernel_size, stride)[1])


def stride_forced(shares, g, x, kernel_size, stride):
    return moved(shares, g, x, kernel_size, *two(kernel_size))


def stride_of_one(shares, g, x, kernel_size, stride):
    return moved(shares, g, x, kernel_size, *two(1 if stride is None else stride))


def stride_swapped(shares, g, x, kernel_size, stride):
    return moved(shares, g, x, kernel_size, *steps_of(kernel_size, stride)[::-1])


def given_stride_swapped(shares, g, x, kernel_size, stride):
    steps = steps_of(kernel_size, stride)
    return moved(shares, g, x, kernel_size, *(steps if stride is None else steps[::-1]))


def resized(shares, g, x, kernel_size, stride, kernel):
    """Windows of the wrong size at the right places."""
    starts = starts_of(g, *steps_of(kernel_size, stride))
    return routed(shares, g, x, kernel, starts, starts)


def kernel_swapped(shares, g, x, kernel_size, stride):
    return resized(shares, g, x, kernel_size, stride, two(kernel_size)[::-1])


def kernel_swapped_with_its_stride(shares, g, x, kernel_size, stride):
    return right(shares, g, x, two(kernel_size)[::-1], stride)


def square_by_height(shares, g, x, kernel_size, stride):
    return resized(shares, g, x, kernel_size, stride, two(two(kernel_size)[0]))


def square_by_width(shares, g, x, kernel_size, stride):
    return resized(shares, g, x, kernel_size, stride, two(two(kernel_size)[1]))


def square_by_height_with_its_stride(shares, g, x, kernel_size, stride):
    return right(shares, g, x, two(kernel_size)[0], stride)


def square_by_width_with_its_stride(shares, g, x, kernel_size, stride):
    return right(shares, g, x, two(kernel_size)[1], stride)


def unravelled_by_height(shares, g, x, kernel_size, stride):
    """The winner's number in the window, taken apart by `divmod(number, kh)`."""
    (kh, kw), (sh, sw) = two(kernel_size), steps_of(kernel_size, stride)
    weights = shares(windows(x, starts_of(g, sh, sw), (kh, kw)))
    down, along = divmod(flat(weights).argmax(-1), kh)
    n, c, i, j = np.indices(g.shape)
    out = np.zeros(x.shape)
    np.add.at(out, (n, c, i * sh + down, j * sw + along), g)
    return out


# ---------------------------------------------------------------- what of it is looked at


def cut(shares, g, x, kernel_size, stride, rows, columns):
    """Only the first rows and columns of the output send their gradient back."""
    some = np.zeros(g.shape)
    some[:, :, :rows, :columns] = g[:, :, :rows, :columns]
    return right(shares, some, x, kernel_size, stride)


def square_loop(shares, g, x, kernel_size, stride):
    return cut(shares, g, x, kernel_size, stride, None, g.shape[2])


def square_loop_by_width(shares, g, x, kernel_size, stride):
    return cut(shares, g, x, kernel_size, stride, g.shape[3], None)


def one_missing(shares, g, x, kernel_size, stride):
    return cut(shares, g, x, kernel_size, stride, -1, -1)


def one_row_missing(shares, g, x, kernel_size, stride):
    return cut(shares, g, x, kernel_size, stride, -1, None)


def one_column_missing(shares, g, x, kernel_size, stride):
    return cut(shares, g, x, kernel_size, stride, None, -1)


def out_swapped(shares, g, x, kernel_size, stride):
    return np.swapaxes(right(shares, g, x, kernel_size, stride), 2, 3).copy()


def first_channel_alone(shares, g, x, kernel_size, stride):
    some = np.zeros(g.shape)
    some[:, :1] = g[:, :1]
    return right(shares, some, x, kernel_size, stride)


def first_channel_repeated(shares, g, x, kernel_size, stride):
    return np.repeat(right(shares, g[:, :1], x[:, :1], kernel_size, stride), x.shape[1], axis=1)


def first_channel_chooses(shares, g, x, kernel_size, stride):
    return right(shares, g, np.repeat(x[:, :1], x.shape[1], axis=1), kernel_size, stride)


def first_image(shares, g, x, kernel_size, stride):
    return np.repeat(right(shares, g[:1], x[:1], kernel_size, stride), len(x), axis=0)


def first_image_chooses(shares, g, x, kernel_size, stride):
    return right(shares, g, np.repeat(x[:1], len(x), axis=0), kernel_size, stride)


def first_image_of_gradient(shares, g, x, kernel_size, stride):
    return right(shares, np.repeat(g[:1], len(g), axis=0), x, kernel_size, stride)


def per_image(shares, g, x, kernel_size, stride):
    return right(shares, g, x, kernel_size, stride) / len(x)


def spoils_input(shares, g, x, kernel_size, stride):
    out = right(shares, g, x, kernel_size, stride)
    g *= 2
    return out
