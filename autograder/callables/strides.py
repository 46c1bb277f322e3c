"""What `touched_inputs` is asked about: maps from an image (H, W) to another array (H′, W′)."""

from __future__ import annotations

import numpy as np
from numpy import ndarray

__all__ = [
    "brightest",
    "brightest_nearby",
    "capped",
    "constant",
    "corners",
    "darkest",
    "deviations",
    "gated",
    "gated_both_ways",
    "negative_part",
    "offset_sum",
    "padded_sum",
    "products",
    "spaced",
    "strided_part",
    "transposed",
    "two_layers",
]

# Sums are written as sums of slices, so that pixels outside of a window leave no trace of rounding.


def _weighted(x: ndarray, weights: list[list[float]], stride: int = 1, gap: int = 1) -> ndarray:
    """The sliding dot product; every weight is multiplied, those of 0 too."""
    rows = (x.shape[0] - gap * (len(weights) - 1) - 1) // stride + 1
    columns = (x.shape[1] - gap * (len(weights[0]) - 1) - 1) // stride + 1
    down, along = stride * (rows - 1) + 1, stride * (columns - 1) + 1
    total = np.zeros((rows, columns))
    for u, row in enumerate(weights):
        for v, weight in enumerate(row):
            top, left = gap * u, gap * v
            total += weight * x[top : top + down : stride, left : left + along : stride]
    return total


def _blocks(x: ndarray, high: int, wide: int) -> ndarray:
    """Windows side by side: (H′, W′, high, wide)."""
    rows, columns = x.shape[0] // high, x.shape[1] // wide
    whole = x[: rows * high, : columns * wide]
    return whole.reshape(rows, high, columns, wide).swapaxes(1, 2)


def offset_sum(x: ndarray) -> ndarray:
    """Sum over 2 rows and 3 columns, plus 50."""
    return _weighted(x, [[1.0, 1.0, 1.0], [1.0, 1.0, 1.0]]) + 50.0


def corners(x: ndarray) -> ndarray:
    """A 3 × 3 kernel with weights in three of its corners; the others are 0."""
    return _weighted(x, [[1.0, 0.0, 0.0], [0.0, 0.0, 0.0], [-2.0, 0.0, 0.5]])


def spaced(x: ndarray) -> ndarray:
    """A kernel of 2 × 3 weights with gaps: taps lie 2 pixels apart."""
    return _weighted(x, [[1.0, -1.0, 2.0], [0.5, 3.0, -2.0]], gap=2)


def padded_sum(x: ndarray) -> ndarray:
    """Sum over 3 × 3 pixels, with zeros round the image, so that the size stays."""
    wide = np.zeros((x.shape[0] + 2, x.shape[1] + 2))
    wide[1:-1, 1:-1] = x
    return _weighted(wide, [[1.0] * 3] * 3)


def strided_part(x: ndarray) -> ndarray:
    """A 2 × 3 kernel in steps of 2, minus 1; negative results become 0."""
    return np.maximum(_weighted(x, [[1.0, -1.0, 1.0], [1.0, 1.0, -1.0]], stride=2) - 1.0, 0.0)


def negative_part(x: ndarray) -> ndarray:
    """The sum over 1 × 3 pixels with its sign turned; negative results become 0."""
    return np.maximum(-_weighted(x, [[1.0, 1.0, 1.0]]), 0.0)


def brightest(x: ndarray) -> ndarray:
    """The largest value of 2 × 2 pixels, side by side."""
    return _blocks(x, 2, 2).max(axis=(2, 3))


def brightest_nearby(x: ndarray) -> ndarray:
    """The largest value of 3 × 2 pixels, in steps of one pixel."""
    wide = np.maximum(x[:, :-1], x[:, 1:])
    return np.maximum(np.maximum(wide[:-2], wide[1:-1]), wide[2:])


def darkest(x: ndarray) -> ndarray:
    """The smallest value of 2 × 3 pixels, side by side."""
    return _blocks(x, 2, 3).min(axis=(2, 3))


def capped(x: ndarray) -> ndarray:
    """The sum over 2 × 2 pixels, kept between -1 and 1."""
    return np.clip(_weighted(x, [[1.0, 1.0], [1.0, 1.0]]), -1.0, 1.0)


def products(x: ndarray) -> ndarray:
    """Each pixel times the one to its right."""
    return x[:, :-1] * x[:, 1:]


def gated(x: ndarray) -> ndarray:
    """Each pixel, where the one below it is positive; else 0."""
    return np.where(x[1:] > 0.0, x[:-1], 0.0)


def gated_both_ways(x: ndarray) -> ndarray:
    """Each pixel, where its left neighbour is positive and its right one negative; else 0."""
    return np.where((x[:, :-2] > 0.0) & (x[:, 2:] < 0.0), x[:, 1:-1], 0.0)


def two_layers(x: ndarray) -> ndarray:
    """The largest of 2 × 2 rectified sums over 2 × 2 pixels, side by side."""
    return brightest(np.maximum(_weighted(x, [[1.0, -1.0], [2.0, 1.0]]) + 0.5, 0.0))


def transposed(x: ndarray) -> ndarray:
    """Rows become columns."""
    return x.T.copy()


def deviations(x: ndarray) -> ndarray:
    """Each pixel minus the mean of its row."""
    return x - x.mean(axis=1, keepdims=True)


def constant(x: ndarray) -> ndarray:
    """2 × 3 sevens, whatever comes."""
    return np.full((2, 3), 7.0)
