"""Tables of counts as maps of colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy import ndarray

from cnnlib.plots.picture import VALUES, Picture, colour_map, new_figure, style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jaxtyping import Int

__all__ = ["confusion_matrix"]

#: Inches that a cell takes, and that names and the scale need.
CELL, MARGIN = 0.5, 2.0
#: Above this share of a row, the colour is so bright that black is read better on it.
BRIGHT = 0.6


def confusion_matrix(counts: Int[ndarray, "K K"], names: Sequence[str], *, alt: str) -> Picture:
    """Show how often each class was taken for each: counts, coloured by their share of the row.

    Args:
        counts: array (K, K); row: the true class, column: the predicted one.
        names: the K classes.
        alt: what the figure shows, in words.

    Returns:
        The figure.

    Raises:
        ValueError: if `counts` is not square, or not one name stands for each class.

    Example:
        >>> confusion_matrix(np.array([[9, 1], [0, 10]]), ["bag", "boot"], alt="One bag is wrong.")
        Figure: One bag is wrong.
    """
    counts = np.asarray(counts)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1] or counts.size == 0:
        raise ValueError(
            f"confusion_matrix: expected counts of shape (K, K), got {counts.shape}; count pairs "
            "of true and predicted class"
        )
    if len(names) != len(counts):
        raise ValueError(
            f"confusion_matrix: expected {len(counts)} names, got {len(names)}; name each class"
        )
    share = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    with style():
        side = CELL * len(counts) + MARGIN
        figure, axes = new_figure(side + 0.6, side)
        axis: Any = axes[0, 0]
        drawn = axis.imshow(share, cmap=colour_map(VALUES), vmin=0, vmax=1)
        for (row, column), count in np.ndenumerate(counts):
            colour = "black" if share[row, column] > BRIGHT else "white"
            axis.text(column, row, str(count), ha="center", va="center", color=colour, fontsize=9)
        axis.set_xticks(range(len(names)), names, rotation=45, ha="right", rotation_mode="anchor")
        axis.set_yticks(range(len(names)), names)
        axis.set(xlabel="predicted class", ylabel="true class")
        figure.colorbar(drawn, ax=axis, label="share of the true class", shrink=0.8)
    return Picture(figure, alt)
