"""Draw the numbers and the memory layouts of cases."""

from __future__ import annotations

import numpy as np

__all__ = ["lay_out", "numbers", "pixels"]

#: Up to this size arrays hold distinct small numbers, which a person can check by hand.
READABLE = 64


def numbers(rng: np.random.Generator, *shape: int, step: float = 1.0) -> np.ndarray:
    """Draw a float64 array: distinct multiples of `step` when small, else normal numbers.

    Both signs occur and zero does not, so that every entry counts.

    Example:
        >>> numbers(np.random.default_rng(0), 2, 2)
        array([[ 1., -2.],
               [-1.,  2.]])
    """
    size = int(np.prod(shape))
    if size > READABLE:
        return rng.normal(scale=3.0, size=shape)
    pool = np.concatenate([np.arange(-(size // 2), 0), np.arange(1, size - size // 2 + 1)])
    return step * rng.permutation(pool.astype(float)).reshape(shape)


def lay_out(array: np.ndarray, layout: str) -> np.ndarray:
    """Copy an array into a memory layout: `C`, `F` (Fortran) or `strided` (every second element).

    Example:
        >>> lay_out(np.ones((2, 3)), "strided").strides
        (48, 16)
    """
    if layout != "strided":
        return np.array(array, order=layout)  # type: ignore[call-overload]
    wide = np.zeros((*array.shape[:-1], 2 * array.shape[-1]), array.dtype)
    view = wide[..., ::2]
    view[...] = array
    return view


def pixels(rng: np.random.Generator, shape: tuple[int, ...], dtype: str) -> np.ndarray:
    """Draw an array of some dtype; as many bytes as fit are distinct.

    Example:
        >>> pixels(np.random.default_rng(0), (1, 2), "uint8").dtype
        dtype('uint8')
    """
    if dtype == "uint8":
        return rng.permutation(256)[: int(np.prod(shape))].astype(np.uint8).reshape(shape)
    return numbers(rng, *shape).astype(dtype)
