"""Wrong answers to the exercises on kernels by themselves."""

from __future__ import annotations

from functools import partial

import numpy as np

from autograder.exercises.kernels.wrong.places import sides, slips
from autograder.exercises.phrases import Ways

# ---------------------------------------------------------------- box_kernel, identity_kernel


def pair(size):
    return (size, size) if np.ndim(size) == 0 else size


def box_transposed(size):
    kh, kw = pair(size)
    return np.full((kw, kh), 1 / (kh * kw))


def box_square(size):
    kh, _ = pair(size)
    return np.full((kh, kh), 1 / kh**2)


def box_mixed(size, shape="hw", filled="hw", area="hw"):
    """Mix up the kernel's sides in its shape, in the loop that fills it, or in its area."""
    kernel = pair(size)
    (kh, kw), (a, b) = sides(kernel, filled), sides(kernel, area)
    box = np.zeros(sides(kernel, shape))
    if kh > box.shape[0] or kw > box.shape[1]:
        raise IndexError("index out of bounds")
    box[:kh, :kw] = 1 / (a * b)
    return box


def box_of_squares_only(size):
    """Fits square kernels, and crashes with others."""
    kh, kw = pair(size)
    if kh != kw:
        raise ValueError("expected a square")
    return box_square(size)


BOX_SQUARES: Ways = (
    box_square,
    *(
        way
        for mixed in ("hh", "ww")
        for way in slips(box_mixed, ("shape", "filled", "area"), mixed)
    ),
    box_of_squares_only,
)


def one_at(shape, row, column, value=1.0):
    kernel = np.zeros(shape)
    kernel[row, column] = value
    return kernel


def identity_transposed(size):
    kh, kw = pair(size)
    return one_at((kw, kh), kw // 2, kh // 2)


def identity_square(size):
    kh, _ = pair(size)
    return one_at((kh, kh), kh // 2, kh // 2)


def identity_mixed(size, shape="hw", middle="hw", raises=True):
    """Mix up the kernel's sides in its shape or in its middle, which may then lie outside."""
    kernel = pair(size)
    shape, (kh, kw) = sides(kernel, shape), sides(kernel, middle)
    inside = kh // 2 < shape[0] and kw // 2 < shape[1]
    return one_at(shape, kh // 2, kw // 2) if inside or raises else np.zeros(shape)


def identity_of_squares_only(size):
    """Fits square kernels, and crashes with others."""
    kh, kw = pair(size)
    if kh != kw:
        raise ValueError("expected a square")
    return identity_square(size)


def identity_mixed_ways(mixed):
    for raises in (True, False):
        yield from slips(partial(identity_mixed, raises=raises), ("shape", "middle"), mixed)


IDENTITY_SQUARES: Ways = (
    identity_square,
    *(way for mixed in ("hh", "ww") for way in identity_mixed_ways(mixed)),
    identity_of_squares_only,
)
IDENTITY_TRANSPOSED: Ways = (identity_transposed, *identity_mixed_ways("wh"))


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


def gain_of_squares_only(kernel):
    """Fits square kernels, and crashes with others."""
    if kernel.shape[0] != kernel.shape[1]:
        raise ValueError("expected a square")
    return float(kernel.sum())


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
