"""Notebook 06: maps φ, actions on images, and classifiers that its cases hand out.

All of them but `itself` return fresh arrays, and act on the last two axes unless they say
otherwise.
"""

from __future__ import annotations

import numpy as np
from numpy import ndarray

__all__ = [
    "above_batch_mean",
    "always_seven",
    "brighter_half",
    "brightest_column",
    "brightest_row",
    "corner_sign",
    "double",
    "every_second",
    "first_column",
    "itself",
    "larger_of_pairs",
    "mirror",
    "mirror_and_negate",
    "negate",
    "quadruple",
    "right_minus_left",
    "row_totals",
    "spread_in_batch",
    "square_entries",
    "squares_by_place",
    "stay",
    "subtract_batch_mean",
    "turn_back",
    "turn_half",
    "turn_quarter",
    "upside_down",
    "vanish",
    "weigh_by_place",
]


# ---------------------------------------------------------------- what is done to an image


def stay(x: ndarray) -> ndarray:
    """Leave every pixel where it is."""
    return x.copy()


def itself(x: ndarray) -> ndarray:
    """Give back the very array that came in, which nobody may write into then."""
    return x


def mirror(x: ndarray) -> ndarray:
    """Reverse the order along the last axis: left becomes right."""
    return x[..., ::-1].copy()


def upside_down(x: ndarray) -> ndarray:
    """Reverse the order of the rows."""
    return x[..., ::-1, :].copy()


def turn_quarter(x: ndarray) -> ndarray:
    """Turn every image by 90 degrees, counter-clockwise."""
    return np.swapaxes(x[..., ::-1], -1, -2).copy()


def turn_half(x: ndarray) -> ndarray:
    """Turn every image by 180 degrees."""
    return x[..., ::-1, ::-1].copy()


def turn_back(x: ndarray) -> ndarray:
    """Turn every image by 90 degrees, clockwise."""
    return np.swapaxes(x, -1, -2)[..., ::-1].copy()


def negate(x: ndarray) -> ndarray:
    """Change the sign of every value."""
    return -x


def double(x: ndarray) -> ndarray:
    """Multiply every value by 2."""
    return 2 * x


def quadruple(x: ndarray) -> ndarray:
    """Multiply every value by 4."""
    return 4 * x


def mirror_and_negate(x: ndarray) -> ndarray:
    """Reverse the order along the last axis and change every sign."""
    return -x[..., ::-1]


# ---------------------------------------------------------------- maps φ


def square_entries(x: ndarray) -> ndarray:
    """Square every value."""
    return x**2


def weigh_by_place(x: ndarray) -> ndarray:
    """Multiply every pixel by its place in row order, counted from 1."""
    return x * _places(x)


def squares_by_place(x: ndarray) -> ndarray:
    """Square every pixel and multiply it by its place in row order, counted from 1."""
    return x**2 * _places(x)


def right_minus_left(x: ndarray) -> ndarray:
    """Subtract from every pixel its left neighbour; one column fewer comes out."""
    return x[..., 1:] - x[..., :-1]


def every_second(x: ndarray) -> ndarray:
    """Keep every second row and column, from the first on."""
    return x[..., ::2, ::2].copy()


def larger_of_pairs(x: ndarray) -> ndarray:
    """Keep the larger one of columns 0 and 1, of columns 2 and 3, and so on; the width is even."""
    return np.maximum(x[..., ::2], x[..., 1::2])


def row_totals(x: ndarray) -> ndarray:
    """Add up every row; the last axis disappears."""
    return x.sum(axis=-1)


def first_column(x: ndarray) -> ndarray:
    """Keep the first column only; the last axis disappears."""
    return x[..., 0].copy()


def subtract_batch_mean(x: ndarray) -> ndarray:
    """Subtract the mean over the first axis: what one image gives depends on all of them."""
    return x - x.mean(axis=0)


def spread_in_batch(x: ndarray) -> ndarray:
    """Multiply image n by n + 1 and subtract the batch's mean."""
    numbered = x * np.arange(1.0, len(x) + 1).reshape(-1, *(1,) * (x.ndim - 1))
    return numbered - x.mean(axis=0)


def vanish(x: ndarray) -> ndarray:
    """Answer 0 everywhere."""
    return np.zeros(x.shape)


# ---------------------------------------------------------------- classifiers: images to labels


def corner_sign(x: ndarray) -> ndarray:
    """Label 1 where the pixel in the top left corner is positive, else 0."""
    return (_planes(x)[:, 0, 0] > 0).astype(np.int64)


def brighter_half(x: ndarray) -> ndarray:
    """Label 1 where the left half is brighter than the right half, else 0."""
    planes = _planes(x)
    middle = planes.shape[2] // 2
    sides = planes[:, :, :middle].sum(axis=(1, 2)), planes[:, :, -middle:].sum(axis=(1, 2))
    return (sides[0] > sides[1]).astype(np.int64)


def brightest_row(x: ndarray) -> ndarray:
    """Label every image with the number of its brightest row."""
    return _planes(x).sum(axis=2).argmax(axis=1)


def brightest_column(x: ndarray) -> ndarray:
    """Label every image with the number of its brightest column."""
    return _planes(x).sum(axis=1).argmax(axis=1)


def above_batch_mean(x: ndarray) -> ndarray:
    """Label 1 where the top left pixel is above the batch's mean of that pixel, else 0."""
    corners = _planes(x)[:, 0, 0]
    return (corners > corners.mean()).astype(np.int64)


def always_seven(x: ndarray) -> ndarray:
    """Label every image 7."""
    return np.full(len(x), 7)


def _places(x: ndarray) -> ndarray:
    height, width = x.shape[-2:]
    return np.arange(1.0, height * width + 1).reshape(height, width)


def _planes(x: ndarray) -> ndarray:
    """The images as (N, H, W): further axes are added up, each weighted by its number."""
    planes = x.reshape(len(x), -1, *x.shape[-2:])
    return np.einsum("nchw,c->nhw", planes, np.arange(1.0, planes.shape[1] + 1))
