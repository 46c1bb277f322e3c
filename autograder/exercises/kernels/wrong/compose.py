"""Wrong answers to compose_kernels."""

from __future__ import annotations

from functools import partial

import numpy as np

from autograder.exercises.phrases import Ways


def full(first, second):
    """The full convolution: every overlap of the two kernels."""
    (ah, aw), (bh, bw) = first.shape, second.shape
    out = np.zeros((ah + bh - 1, aw + bw - 1))
    for i in range(ah):
        for j in range(aw):
            out[i : i + bh, j : j + bw] += first[i, j] * second
    return out


def flip(kernel, axes):
    return np.flip(kernel, axes)


def same(kernel):
    return kernel


def transpose(kernel):
    return kernel.T


def transpose_squares(kernel):
    """Read by the indices (v, u), which some kernels do not have."""
    if kernel.shape[0] != kernel.shape[1]:
        raise IndexError("index out of bounds")
    return kernel.T


def transpose_memory(kernel):
    return kernel.T.reshape(kernel.shape)


def cut_to_height(kernel):
    return kernel[:, : kernel.shape[0]]


def cut_to_width(kernel):
    return kernel[: kernel.shape[1]]


def positive(kernel):
    return np.maximum(kernel, 0.0)


def changed(first, second, a=same, b=same, result=same):
    """Compose, but change the first kernel, the second or the result on the way."""
    return np.array(result(full(a(first), b(second))))


def flipped(first, second):
    return full(first, second[::-1, ::-1])


def transposed(first, second):
    return full(first, second.T)


def swapped(first, second):
    return full(first, second).T.copy()


def swapped_memory(first, second):
    out = full(first, second)
    return out.reshape(out.shape[::-1])


def changes(change):
    """The ways to change either kernel or the result."""
    return tuple(partial(changed, **{at: change}) for at in ("b", "a", "result"))


FLIPPED: Ways = (flipped, *changes(partial(flip, axes=(0, 1))))
HALF_FLIPPED: Ways = (*changes(partial(flip, axes=0)), *changes(partial(flip, axes=1)))
TRANSPOSED: Ways = (
    transposed,
    *changes(transpose_squares)[:2],
    partial(changed, a=transpose),
    partial(changed, a=transpose_memory),
    partial(changed, b=transpose_memory),
)


def per_area(first, second):
    return full(first, second) / second.size


def per_first_area(first, second):
    return full(first, second) / first.size


def per_both_areas(first, second):
    return full(first, second) / (first.size * second.size)


def per_result_area(first, second):
    out = full(first, second)
    return out / out.size


def relu(first, second):
    return np.maximum(full(first, second), 0.0)


def relu_on_products(first, second):
    negative = full(positive(first), positive(-second))
    return full(first, second) + negative + full(positive(-first), positive(second))


RELU: Ways = (
    relu,
    relu_on_products,
    partial(changed, a=positive),
    partial(changed, b=positive),
)


def overwriting(first, second):
    (ah, aw), (bh, bw) = first.shape, second.shape
    out = np.zeros((ah + bh - 1, aw + bw - 1))
    for i in range(ah):
        for j in range(aw):
            out[i : i + bh, j : j + bw] = first[i, j] * second
    return out


def overwriting_by_second(first, second):
    return overwriting(second, first)


def overwriting_columns(first, second):
    """Copies in one row overwrite each other; the rows are added."""
    (ah, aw), (bh, bw) = first.shape, second.shape
    out = np.zeros((ah + bh - 1, aw + bw - 1))
    for i in range(ah):
        out[i : i + bh] += overwriting(first[i : i + 1], second)
    return out


def overwriting_rows(first, second):
    return overwriting_columns(first.T, second.T).T.copy()


OVERWRITING: Ways = (
    overwriting,
    overwriting_by_second,
    overwriting_columns,
    overwriting_rows,
)


def last_cropped(first, second):
    return full(first, second)[:-1, :-1].copy()


def last_zero(first, second):
    out = full(first, second)
    out[-1] = out[:, -1] = 0.0
    return out


def last_row_cropped(first, second):
    return full(first, second)[:-1].copy()


def last_column_cropped(first, second):
    return full(first, second)[:, :-1].copy()


def without_last(kernel, rows=True, columns=True):
    """The loops over a kernel end one step early, so that its last weights do not count."""
    kept = np.array(kernel)
    kept[len(kept) - rows :] = kept[:, kept.shape[1] - columns :] = 0.0
    return kept


SKIPPED: Ways = (
    last_cropped,
    last_zero,
    last_row_cropped,
    last_column_cropped,
    *(
        partial(changed, **{at: partial(without_last, rows=rows, columns=columns)})
        for at in ("a", "b", "result")
        for rows, columns in ((True, True), (True, False), (False, True))
    ),
)


def square_output(first, second):
    """As many columns as rows: too few are cut off, too many stay 0."""
    out = full(first, second)
    square = np.zeros((len(out), len(out)))
    width = min(out.shape)
    square[:, :width] = out[:, :width]
    return square


def square_output_by_width(first, second):
    return square_output(first.T, second.T).T.copy()


def short_loop(first, second):
    """The right shape, but the loop over its columns ends after as many as there are rows."""
    out = full(first, second)
    out[:, len(out) :] = 0.0
    return out


SQUARE_OUTPUT: Ways = (
    square_output,
    square_output_by_width,
    short_loop,
)


def square_kernels(first, second):
    return full(cut_to_height(first), cut_to_height(second))


def square_taps(first, second, a=same, b=same):
    """The right shape, but only a square part of a kernel is used."""
    out = np.zeros(np.add(first.shape, second.shape) - 1)
    part = full(a(first), b(second))
    out[: part.shape[0], : part.shape[1]] = part
    return out


def square_slices(first, second, wide=True):
    """Slices of out as wide as the second is high; NumPy stretches a second of one column."""
    (ah, aw), (bh, bw) = first.shape, second.shape
    out = np.zeros((ah + bh - 1, aw + (bw if wide else bh) - 1))
    for i, j in np.ndindex(ah, aw):
        out[i : i + bh, j : j + bh] += first[i, j] * second
    return out


SQUARE_KERNELS: Ways = (
    square_kernels,
    partial(changed, a=cut_to_width, b=cut_to_width),
    *changes(cut_to_height)[:2],
    *changes(cut_to_width)[:2],
    partial(square_taps, a=cut_to_height, b=cut_to_height),
    partial(square_taps, a=cut_to_height),
    partial(square_taps, b=cut_to_height),
    square_slices,
    partial(square_slices, wide=False),
)


def without_offset(first, second, i=1, j=1, u=1, v=1):
    """Add the product of two weights at (i + u, j + v), some of the four left out."""
    (ah, aw), (bh, bw) = first.shape, second.shape
    out = np.zeros((ah + bh - 1, aw + bw - 1))
    for a, b in np.ndindex(ah, aw):
        rows, columns = i * a + u * np.arange(bh), j * b + v * np.arange(bw)
        np.add.at(out, (rows[:, None], columns), first[a, b] * second)
    return out


def stacked(first, second):
    return without_offset(first, second, i=0, j=0)


OFFSETS: Ways = (
    stacked,
    *(
        partial(without_offset, **left_out)
        for left_out in ({"i": 0}, {"j": 0}, {"u": 0, "v": 0}, {"u": 0}, {"v": 0})
    ),
)


def spoils_input(first, second):
    out = full(first, second)
    first += 1
    return out
