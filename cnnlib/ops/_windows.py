"""The windows that a kernel slides over: taking them apart, and adding them up again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy import ndarray
from numpy.lib.stride_tricks import sliding_window_view

if TYPE_CHECKING:
    from jaxtyping import Float64, Num

__all__ = ["add_windows", "reach", "windows"]


def reach(kernel_size: int, dilation: int = 1) -> int:
    """How many pixels a kernel reaches over: its taps and the gaps between them."""
    return dilation * (kernel_size - 1) + 1


def windows(
    x: Num[ndarray, "... H W"],
    kernel_size: Sequence[int],
    stride: Sequence[int] = (1, 1),
    dilation: Sequence[int] = (1, 1),
) -> Num[ndarray, "... OH OW kh kw"]:
    """Every window of the last two axes, as a read-only view of `x`.

    Example:
        >>> windows(np.arange(12).reshape(3, 4), (2, 3), stride=(1, 2)).shape
        (2, 1, 2, 3)
    """
    extent = (reach(kernel_size[0], dilation[0]), reach(kernel_size[1], dilation[1]))
    view = sliding_window_view(x, extent, axis=(-2, -1))
    return view[..., :: stride[0], :: stride[1], :: dilation[0], :: dilation[1]]


def add_windows(
    view: Num[ndarray, "... OH OW kh kw"],
    size: Sequence[int],
    stride: Sequence[int] = (1, 1),
) -> Float64[ndarray, "... H W"]:
    """Put every window back to its place in a map of this size; where windows meet, they add up.

    The transpose of `windows`: what a gradient does on its way back.

    Example:
        >>> add_windows(np.ones((1, 2, 1, 2)), (1, 3))
        array([[1., 2., 1.]])
    """
    height, width, kh, kw = view.shape[-4:]
    total = np.zeros((*view.shape[:-4], *size))
    for i in range(kh):
        for j in range(kw):
            rows = slice(i, i + stride[0] * (height - 1) + 1, stride[0])
            columns = slice(j, j + stride[1] * (width - 1) + 1, stride[1])
            total[..., rows, columns] += view[..., i, j]
    return total
