"""Wrong answers to the exercises on kernels by themselves."""

from __future__ import annotations

from functools import partial

import numpy as np

from autograder.exercises.phrases import Ways

# ---------------------------------------------------------------- box_kernel, identity_kernel


def pair(size):
    return (size, size) if np.ndim(size) == 0 else size


def box_transposed(size):
    kh, kw = pair(size)
    return np.full((kw, kh), 1 / (kh * kw))


def box_as_square(size, sides, factors):
    """Sides and area of the kernel, each with the kernel's height ("h") or its width ("w")."""
    kh, kw = pair(size)
    length = {"h": kh, "w": kw}
    shape, (a, b) = tuple(length[side] for side in sides), (length[side] for side in factors)
    return np.full(shape, 1 / (a * b))


def box_square(size):
    kh, _ = pair(size)
    return np.full((kh, kh), 1 / kh**2)


BOX_SQUARES: Ways = (
    box_square,
    *(
        partial(box_as_square, sides=sides, factors=factors)
        for sides, factors in (
            ("ww", "ww"),
            ("hw", "hh"),
            ("hw", "ww"),
            ("hh", "hw"),
            ("ww", "hw"),
        )
    ),
)


def one_at(shape, row, column, value=1.0):
    kernel = np.zeros(shape)
    kernel[row, column] = value
    return kernel


def identity_transposed(size):
    kh, kw = pair(size)
    return one_at((kw, kh), kw // 2, kh // 2)


def identity_middle_transposed(size):
    kh, kw = pair(size)
    return one_at((kh, kw), kw // 2, kh // 2)


def identity_square_by_height(size):
    kh, _ = pair(size)
    return one_at((kh, kh), kh // 2, kh // 2)


def identity_square_by_width(size):
    _, kw = pair(size)
    return one_at((kw, kw), kw // 2, kw // 2)


def identity_middle_by_height(size):
    kh, kw = pair(size)
    return one_at((kh, kw), kh // 2, kh // 2)


def identity_middle_by_width(size):
    kh, kw = pair(size)
    return one_at((kh, kw), kw // 2, kw // 2)


def identity_per_area(size):
    kh, kw = pair(size)
    return one_at((kh, kw), kh // 2, kw // 2, 1 / (kh * kw))


# ---------------------------------------------------------------- brightness_gain


def gain_mean(kernel):
    return float(kernel.mean())


def gain_of_positive(kernel):
    return float(kernel[kernel > 0].sum())


def gain_clipped(kernel):
    return float(max(kernel.sum(), 0.0))


def gain_without_last(kernel):
    return float(kernel[:-1, :-1].sum())


def gain_without_last_row(kernel):
    return float(kernel[:-1].sum())


def gain_without_last_column(kernel):
    return float(kernel[:, :-1].sum())


def gain_square_by_height(kernel):
    return float(kernel[:, : len(kernel)].sum())


def gain_square_by_width(kernel):
    return float(kernel[: kernel.shape[1]].sum())


def gain_mean_times_height_squared(kernel):
    return float(kernel.mean() * kernel.shape[0] ** 2)


def gain_mean_times_width_squared(kernel):
    return float(kernel.mean() * kernel.shape[1] ** 2)


def gain_last(kernel):
    return float(kernel[-1, -1])


def gain_last_row(kernel):
    return float(kernel[-1].sum())


def gain_last_column(kernel):
    return float(kernel[:, -1].sum())


def gain_spoils_input(kernel):
    total = float(kernel.sum())
    kernel += 1
    return total


# ---------------------------------------------------------------- compose_kernels


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


def transpose_memory(kernel):
    return kernel.T.reshape(kernel.shape)


def cut_to_height(kernel):
    return kernel[:, : kernel.shape[0]]


def cut_to_width(kernel):
    return kernel[: kernel.shape[1]]


def positive(kernel):
    return np.maximum(kernel, 0.0)


def compose_changed(first, second, a=same, b=same, result=same):
    """Compose, but change the first kernel, the second or the result on the way."""
    return np.array(result(full(a(first), b(second))))


def compose_flipped(first, second):
    return full(first, second[::-1, ::-1])


def compose_transposed(first, second):
    return full(first, second.T)


def compose_swapped(first, second):
    return full(first, second).T.copy()


def compose_swapped_memory(first, second):
    out = full(first, second)
    return out.reshape(out.shape[::-1])


def changes(change):
    """The ways to change either kernel or the result."""
    return tuple(partial(compose_changed, **{at: change}) for at in ("b", "a", "result"))


COMPOSE_FLIPPED: Ways = (compose_flipped, *changes(partial(flip, axes=(0, 1))))
COMPOSE_HALF_FLIPPED: Ways = (*changes(partial(flip, axes=0)), *changes(partial(flip, axes=1)))
COMPOSE_TRANSPOSED: Ways = (
    compose_transposed,
    partial(compose_changed, a=transpose),
    partial(compose_changed, a=transpose_memory),
    partial(compose_changed, b=transpose_memory),
)


def compose_per_area(first, second):
    return full(first, second) / second.size


def compose_per_first_area(first, second):
    return full(first, second) / first.size


def compose_per_both_areas(first, second):
    return full(first, second) / (first.size * second.size)


def compose_per_result_area(first, second):
    out = full(first, second)
    return out / out.size


def compose_relu(first, second):
    return np.maximum(full(first, second), 0.0)


def compose_relu_on_products(first, second):
    negative = full(positive(first), positive(-second))
    return full(first, second) + negative + full(positive(-first), positive(second))


COMPOSE_RELU: Ways = (
    compose_relu,
    compose_relu_on_products,
    partial(compose_changed, a=positive),
    partial(compose_changed, b=positive),
)


def compose_overwriting(first, second):
    (ah, aw), (bh, bw) = first.shape, second.shape
    out = np.zeros((ah + bh - 1, aw + bw - 1))
    for i in range(ah):
        for j in range(aw):
            out[i : i + bh, j : j + bw] = first[i, j] * second
    return out


def compose_overwriting_by_second(first, second):
    return compose_overwriting(second, first)


def compose_overwriting_columns(first, second):
    """Copies in one row overwrite each other; the rows are added."""
    (ah, aw), (bh, bw) = first.shape, second.shape
    out = np.zeros((ah + bh - 1, aw + bw - 1))
    for i in range(ah):
        out[i : i + bh] += compose_overwriting(first[i : i + 1], second)
    return out


def compose_overwriting_rows(first, second):
    return compose_overwriting_columns(first.T, second.T).T.copy()


COMPOSE_OVERWRITING: Ways = (
    compose_overwriting,
    compose_overwriting_by_second,
    compose_overwriting_columns,
    compose_overwriting_rows,
)


def compose_last_cropped(first, second):
    return full(first, second)[:-1, :-1].copy()


def compose_last_zero(first, second):
    out = full(first, second)
    out[-1] = out[:, -1] = 0.0
    return out


def compose_last_row_cropped(first, second):
    return full(first, second)[:-1].copy()


def compose_last_column_cropped(first, second):
    return full(first, second)[:, :-1].copy()


COMPOSE_SKIPPED: Ways = (
    compose_last_cropped,
    compose_last_zero,
    compose_last_row_cropped,
    compose_last_column_cropped,
)


def compose_square_output(first, second):
    """As many columns as rows: too few are cut off, too many stay 0."""
    out = full(first, second)
    square = np.zeros((len(out), len(out)))
    width = min(out.shape)
    square[:, :width] = out[:, :width]
    return square


def compose_square_output_by_width(first, second):
    return compose_square_output(first.T, second.T).T.copy()


def compose_short_loop(first, second):
    """The right shape, but the loop over its columns ends after as many as there are rows."""
    out = full(first, second)
    out[:, len(out) :] = 0.0
    return out


COMPOSE_SQUARE_OUTPUT: Ways = (
    compose_square_output,
    compose_square_output_by_width,
    compose_short_loop,
)


def compose_square_kernels(first, second):
    return full(cut_to_height(first), cut_to_height(second))


def compose_square_taps(first, second, a=same, b=same):
    """The right shape, but only a square part of a kernel is used."""
    out = np.zeros(np.add(first.shape, second.shape) - 1)
    part = full(a(first), b(second))
    out[: part.shape[0], : part.shape[1]] = part
    return out


def compose_square_slices(first, second, wide=True):
    """Slices of out as wide as the second is high; NumPy stretches a second of one column."""
    (ah, aw), (bh, bw) = first.shape, second.shape
    out = np.zeros((ah + bh - 1, aw + (bw if wide else bh) - 1))
    for i, j in np.ndindex(ah, aw):
        out[i : i + bh, j : j + bh] += first[i, j] * second
    return out


COMPOSE_SQUARE_KERNELS: Ways = (
    compose_square_kernels,
    partial(compose_changed, a=cut_to_width, b=cut_to_width),
    *changes(cut_to_height)[:2],
    *changes(cut_to_width)[:2],
    partial(compose_square_taps, a=cut_to_height, b=cut_to_height),
    partial(compose_square_taps, a=cut_to_height),
    partial(compose_square_taps, b=cut_to_height),
    compose_square_slices,
    partial(compose_square_slices, wide=False),
)


def compose_without_offset(first, second, i=1, j=1, u=1, v=1):
    """Add the product of two weights at (i + u, j + v), some of the four left out."""
    (ah, aw), (bh, bw) = first.shape, second.shape
    out = np.zeros((ah + bh - 1, aw + bw - 1))
    for a, b in np.ndindex(ah, aw):
        rows, columns = i * a + u * np.arange(bh), j * b + v * np.arange(bw)
        np.add.at(out, (rows[:, None], columns), first[a, b] * second)
    return out


def compose_stacked(first, second):
    return compose_without_offset(first, second, i=0, j=0)


COMPOSE_OFFSETS: Ways = (
    compose_stacked,
    *(
        partial(compose_without_offset, **left_out)
        for left_out in ({"i": 0}, {"j": 0}, {"u": 0, "v": 0}, {"u": 0}, {"v": 0})
    ),
)


def compose_spoils_input(first, second):
    out = full(first, second)
    first += 1
    return out
