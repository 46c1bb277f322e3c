"""Draw the numbers of cases, and their form: memory layouts, pairs as callers write them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

__all__ = ["biases", "lay_out", "numbers", "pixels", "size_pair"]

#: Up to this size arrays hold distinct small numbers, which a person can check by hand.
READABLE = 64


def numbers(
    rng: np.random.Generator, *shape: int, step: float = 1.0, scale: float = 0.0
) -> np.ndarray:
    """Draw a float64 array: distinct multiples of `step` when small, else normal numbers.

    Both signs occur and zero does not, so that every entry counts.

    Args:
        rng: where the numbers come from.
        shape: the lengths of the axes.
        step: what small arrays hold multiples of.
        scale: the size of normal numbers with all their digits, for small arrays too; 0 for none.

    Example:
        >>> numbers(np.random.default_rng(0), 2, 2)
        array([[ 1., -2.],
               [-1.,  2.]])
    """
    size = math.prod(shape)
    if scale or size > READABLE:
        return rng.normal(scale=scale or 3.0, size=shape)
    pool = np.concatenate([np.arange(-(size // 2), 0), np.arange(1, size - size // 2 + 1)])
    return step * rng.permutation(pool.astype(float)).reshape(shape)


def biases(rng: np.random.Generator, count: int, scale: float, idle: bool) -> np.ndarray:
    """Draw larger numbers than the products, so that one with fewer digits shows in the sum.

    Idle ones are 0 and negative: they show whether code looks at their values to see if there is
    a bias at all.

    Example:
        >>> biases(np.random.default_rng(0), 3, scale=0.0, idle=True)
        array([ 0. , -2.5, -2.5])
    """
    drawn = numbers(rng, count, step=2.5, scale=100 * scale)
    if idle:
        drawn = -np.abs(drawn)
        drawn[0] = 0.0
    return drawn


def pixels(
    rng: np.random.Generator, shape: tuple[int, ...], dtype: str, scale: float = 0.0
) -> np.ndarray:
    """Draw numbers that only this dtype holds: large ones of integers, all the digits of floats.

    `scale` is that of `numbers`, for floats; small float64 arrays stay readable where it is 0.

    Example:
        >>> pixels(np.random.default_rng(0), (2, 3), "uint8").dtype
        dtype('uint8')
    """
    kind = np.dtype(dtype)
    if kind.kind == "b":
        return rng.random(shape) < 0.5
    if kind.kind in "iu":
        limits = np.iinfo(kind)
        return rng.integers(limits.min, limits.max, size=shape, dtype=kind, endpoint=True)
    if kind != np.float64:
        scale = scale or 1.0
    return numbers(rng, *shape, scale=scale).astype(kind)


def lay_out(array: np.ndarray, layout: str) -> np.ndarray:
    """Copy an array into a memory layout.

    Args:
        array: the entries.
        layout: `C` (row order), `F` (Fortran's column order), `strided` (every second entry of a
            crop of a wider array, from the last to the first), `planar` (the last axis outermost
            but for a batch: planes of channels), or `frozen` (row order, and not to be written).

    Example:
        >>> lay_out(np.ones((2, 3)), "strided").strides
        (-64, -16)
    """
    if layout == "strided":
        margins = [(0, 0)] * (array.ndim - 1) + [(1, 1)]
        return np.flip(np.pad(np.repeat(np.flip(array), 2, axis=-1), margins)[..., 1:-1:2])
    if layout == "planar":
        return np.moveaxis(np.moveaxis(array, -1, -3).copy(), -3, -1)
    if layout == "frozen":
        array = array.copy()
        array.flags.writeable = False
        return array
    # NumPy names its orders one by one in its types; here the layout is any of them.
    return np.array(array, order=layout)  # type: ignore[call-overload]


def size_pair(height: int, width: int, form: str) -> Any:
    """Write a size pair as a caller may.

    Args:
        height: the vertical number.
        width: the horizontal number.
        form: `plain` for one int where that is enough, else a tuple; or always a `tuple` or `list`.

    Example:
        >>> size_pair(2, 2, "plain"), size_pair(2, 3, "plain"), size_pair(2, 2, "list")
        (2, (2, 3), [2, 2])
    """
    if form == "plain" and height == width:
        return height
    return [height, width] if form == "list" else (height, width)
