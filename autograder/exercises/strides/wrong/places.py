"""Wrong plans: which pixels the windows see, along each axis.

A rule gives the pixels of one axis as integers (places, taps), from its size, kernel, stride,
padding and dilation; what is below 0 or beyond the size is padding. A plan takes pairs of these and
gives both axes.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from autograder.exercises.phrases import Ways

#: Far outside of every image: a place where only padding is seen.
NOWHERE = -(10**6)

# ---------------------------------------------------------------- rules for one axis


def reach(k, d=1):
    return d * (k - 1) + 1


def count(room, extent, s, more=0):
    """The number of places, rounded down, and as many more; none is no error here."""
    return max((room - extent) // s + 1 + more, 0)


def walk(places, k, s, first, d=1):
    """The pixels of windows that start at `first` and go on in steps of `s`."""
    return first + s * np.arange(places)[:, None] + d * np.arange(k)


def right(size, k, s, p, d):
    return walk(count(size + 2 * p, reach(k, d), s), k, s, -p, d)


def unmoved(size, k, s, p, d):
    """As many places as there should be, but one pixel from one to the next."""
    return walk(count(size + 2 * p, reach(k, d), s), k, 1, -p, d)


def rounded_up(size, k, s, p, d):
    spare = (size + 2 * p - reach(k, d)) % s > 0
    return walk(count(size + 2 * p, reach(k, d), s, int(spare)), k, s, -p, d)


def one_missing(size, k, s, p, d):
    return walk(count(size + 2 * p, reach(k, d), s, -1), k, s, -p, d)


def padded_before(size, k, s, p, d):
    """Padding at the start alone, which is also what counting it once in the size comes to."""
    return walk(count(size + p, reach(k, d), s), k, s, -p, d)


def padded_before_twice(size, k, s, p, d):
    return walk(count(size + 2 * p, reach(k, d), s), k, s, -2 * p, d)


def padded_after(size, k, s, p, d):
    return walk(count(size + p, reach(k, d), s), k, s, 0, d)


def padded_after_twice(size, k, s, p, d):
    return walk(count(size + 2 * p, reach(k, d), s), k, s, 0, d)


def halved(size, k, s, p, d):
    """The padding shared out between the ends; the odd pixel goes to the second one."""
    return walk(count(size + p, reach(k, d), s), k, s, -(p // 2), d)


def halved_first(size, k, s, p, d):
    return walk(count(size + p, reach(k, d), s), k, s, -(p - p // 2), d)


def dense(size, k, s, p, d):
    return right(size, k, s, p, 1)


def dense_taps(size, k, s, p, d):
    return walk(count(size + 2 * p, reach(k, d), s), k, s, -p, 1)


def dense_size(size, k, s, p, d):
    return walk(count(size + 2 * p, k, s), k, s, -p, d)


def stretched(size, k, s, p, d):
    """A reach of d·k."""
    return walk(count(size + 2 * p, d * k, s), k, s, -p, d)


def thinned_first(size, k, s, p, d):
    """Every s-th pixel is taken, then padded; the kernel takes its steps on what is left."""
    left = -(-size // s)
    seen = walk(count(left + 2 * p, reach(k, d), 1), k, 1, -p, d)
    return np.where((seen >= 0) & (seen < left), seen * s, NOWHERE)


def padded_last(size, k, s, p, d):
    """The output is padded, not the image."""
    inside = walk(count(size, reach(k, d), s), k, s, 0, d)
    return np.pad(inside, ((p, p), (0, 0)), constant_values=NOWHERE)


# ---------------------------------------------------------------- plans for both axes


def both(rule, *sizes):
    """The rows and the columns by one rule."""
    return [rule(*axis) for axis in zip(*sizes, strict=True)]


def rows_by(rule, *sizes):
    rows, columns = zip(*sizes, strict=True)
    return [rule(*rows), right(*columns)]


def columns_by(rule, *sizes):
    rows, columns = zip(*sizes, strict=True)
    return [right(*rows), rule(*columns)]


def on_either_axis(rule):
    """A rule on both axes, on the rows, and on the columns."""
    return tuple(partial(plan, rule) for plan in (both, rows_by, columns_by))


def stride_on_rows(size, k, s, p, d):
    return both(right, size, k, (s[0], 1), p, d)


def stride_on_columns(size, k, s, p, d):
    return both(right, size, k, (1, s[1]), p, d)


def stride_swapped(size, k, s, p, d):
    return both(right, size, k, s[::-1], p, d)


def stride_swapped_in_windows(size, k, s, p, d):
    """The size of the output is right, the steps are those of the other axis."""
    return [
        walk(count(n + 2 * pad, reach(taps, gap), step), taps, other, -pad, gap)
        for n, taps, step, other, pad, gap in zip(size, k, s, s[::-1], p, d, strict=True)
    ]


def stride_swapped_in_size(size, k, s, p, d):
    return [
        walk(count(n + 2 * pad, reach(taps, gap), other), taps, step, -pad, gap)
        for n, taps, step, other, pad, gap in zip(size, k, s, s[::-1], p, d, strict=True)
    ]


def padding_swapped(size, k, s, p, d):
    return both(right, size, k, s, p[::-1], d)


def padding_swapped_in_windows(size, k, s, p, d):
    return [
        walk(count(n + 2 * pad, reach(taps, gap), step), taps, step, -other, gap)
        for n, taps, step, pad, other, gap in zip(size, k, s, p, p[::-1], d, strict=True)
    ]


def padding_swapped_in_size(size, k, s, p, d):
    return [
        walk(count(n + 2 * other, reach(taps, gap), step), taps, step, -pad, gap)
        for n, taps, step, pad, other, gap in zip(size, k, s, p, p[::-1], d, strict=True)
    ]


def kernel_swapped(size, k, s, p, d):
    return both(right, size, k[::-1], s, p, d)


def other_kernel(size, k, s, p, d, in_taps, in_size):
    """Another kernel in what a window holds, and in the number of places."""
    return [
        walk(count(n + 2 * pad, reach(in_size[a], gap), step), in_taps[a], step, -pad, gap)
        for a, (n, step, pad, gap) in enumerate(zip(size, s, p, d, strict=True))
    ]


def square_kernel(size, k, s, p, d, side=0, in_taps=True, in_size=True):
    """A square kernel with one of the two sides, in its taps or in the size of the output."""
    square = (k[side], k[side])
    return other_kernel(size, k, s, p, d, square if in_taps else k, square if in_size else k)


# Sides of the square, in the taps and in the size.
SQUARE_KERNEL: Ways = tuple(
    partial(square_kernel, side=side, in_taps=in_taps, in_size=in_size)
    for side in (0, 1)
    for in_taps, in_size in ((True, True), (True, False), (False, True))
)


def as_many_columns(size, k, s, p, d):
    """As many columns of windows as there are rows of them."""
    rows, _ = both(right, size, k, s, p, d)
    return [rows, walk(len(rows), k[1], s[1], -p[1], d[1])]


def as_many_rows(size, k, s, p, d):
    _, columns = both(right, size, k, s, p, d)
    return [walk(len(columns), k[0], s[0], -p[0], d[0]), columns]


def columns_cut(size, k, s, p, d):
    """The same, for as long as there are windows."""
    rows, columns = both(right, size, k, s, p, d)
    return [rows, columns[: len(rows)]]


def rows_cut(size, k, s, p, d):
    rows, columns = both(right, size, k, s, p, d)
    return [rows[: len(columns)], columns]


def columns_by_height(size, k, s, p, d):
    """The columns are counted with the image's height."""
    rows, _ = both(right, size, k, s, p, d)
    return [rows, right(size[0], k[1], s[1], p[1], d[1])]


def rows_by_width(size, k, s, p, d):
    _, columns = both(right, size, k, s, p, d)
    return [right(size[1], k[0], s[0], p[0], d[0]), columns]


SQUARE_OUTPUT: Ways = (
    as_many_columns,
    as_many_rows,
    columns_cut,
    rows_cut,
    columns_by_height,
    rows_by_width,
)

#: Plans by the phrase for what is wrong with them; of dilation, `DILATION`.
STRIDE: dict[str, Ways] = {
    "index i instead of i·stride": (partial(both, unmoved),),
    "stride on one axis only": (
        stride_on_rows,
        stride_on_columns,
        partial(rows_by, unmoved),
        partial(columns_by, unmoved),
    ),
    "stride pair swapped": (stride_swapped, stride_swapped_in_windows, stride_swapped_in_size),
    "stride before padding": (partial(both, thinned_first), partial(both, padded_last)),
    "ceiling instead of floor": on_either_axis(rounded_up),
    "the +1 missing": on_either_axis(one_missing),
}
PADDING: dict[str, Ways] = {
    "padding pair swapped": (
        padding_swapped,
        padding_swapped_in_windows,
        padding_swapped_in_size,
    ),
    "padding counted once": (partial(both, halved), partial(both, halved_first)),
    "padding only at top left": (partial(both, padded_before), partial(both, padded_before_twice)),
    "only at bottom right": (partial(both, padded_after), partial(both, padded_after_twice)),
}
DILATION: dict[str, Ways] = {
    "dilation ignored": tuple(partial(both, rule) for rule in (dense, dense_taps, dense_size)),
    "dilated kernel taken as d·k": (partial(both, stretched),),
}
SHAPE: dict[str, Ways] = {
    "kernel width taken as its height": SQUARE_KERNEL,
    "output width taken as its height": SQUARE_OUTPUT,
}
