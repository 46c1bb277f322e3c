"""What `change_under_shift` is asked about: maps from an array (…, H, W) to another array."""

from __future__ import annotations

import numpy as np
from numpy import ndarray

__all__ = ["column_totals", "every_second", "everything", "nothing", "squares", "top_left"]


def everything(x: ndarray) -> ndarray:
    """Keep all values as they are."""
    return x.copy()


def every_second(x: ndarray) -> ndarray:
    """Keep every second row and every second column."""
    return x[..., ::2, ::2].copy()


def squares(x: ndarray) -> ndarray:
    """Square every value."""
    return x**2


def column_totals(x: ndarray) -> ndarray:
    """Add up every column: what moves up or down inside the map changes nothing."""
    return x.sum(axis=-2)


def top_left(x: ndarray) -> ndarray:
    """Keep the two top rows of the two leftmost columns."""
    return x[..., :2, :2].copy()


def nothing(x: ndarray) -> ndarray:
    """Answer 0 to everything."""
    return np.zeros_like(x)
