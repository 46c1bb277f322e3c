"""Measured curves and bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from cnnlib.plots.picture import COLOURS, Picture, new_figure, style

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["bars", "lines"]

MARKERS = "os^Dv*"


def lines(
    curves: Mapping[str, tuple[Sequence[float], Sequence[float]]],
    *,
    xlabel: str,
    ylabel: str,
    alt: str,
    xscale: str = "linear",
    yscale: str = "linear",
) -> Picture:
    """Draw curves with their measured points, each with its own colour and marker.

    Args:
        curves: x and y by the curve's name.
        xlabel: what x is, with its unit.
        ylabel: what y is, with its unit.
        alt: what the figure shows, in words.
        xscale: `linear` or `log`.
        yscale: `linear` or `log`.

    Returns:
        The figure.

    Raises:
        ValueError: if there is no curve, or x and y differ in length.

    Example:
        >>> lines({"y = x": ([1, 2], [1, 2])}, xlabel="x", ylabel="y", alt="A rising line.")
        Figure: A rising line.
    """
    if not curves:
        raise ValueError("lines: expected at least one curve, got none; pass {name: (x, y)}")
    with style():
        figure, axes = new_figure(6.4, 3.6)
        axis = axes[0, 0]
        for index, (name, (x, y)) in enumerate(curves.items()):
            if len(x) != len(y):
                raise ValueError(
                    f"lines: expected as many y as x in curves[{name!r}], got {len(x)} x and "
                    f"{len(y)} y; pass pairs"
                )
            marker = MARKERS[index % len(MARKERS)] if len(x) <= 40 else None
            axis.plot(x, y, label=name, color=COLOURS[index % len(COLOURS)], marker=marker)
        axis.set(xlabel=xlabel, ylabel=ylabel, xscale=xscale, yscale=yscale)
        axis.grid(alpha=0.3)
        if len(curves) > 1:
            axis.legend(frameon=False, loc="center left", bbox_to_anchor=(1.0, 0.5))
    return Picture(figure, alt)


def bars(
    values: Mapping[str, float],
    *,
    ylabel: str,
    alt: str,
    yscale: str = "linear",
    number: str = "{:.3g}",
) -> Picture:
    """Draw one bar for each value, with the value written above it.

    Args:
        values: heights by name.
        ylabel: what is drawn, with its unit.
        alt: what the figure shows, in words.
        yscale: `linear` or `log`.
        number: how the values are written.

    Returns:
        The figure.

    Raises:
        ValueError: if there is no value.

    Example:
        >>> bars({"dense": 100.0, "shared": 9.0}, ylabel="parameters", alt="100 against 9.")
        Figure: 100 against 9.
    """
    if not values:
        raise ValueError("bars: expected at least one value, got none; pass {name: height}")
    with style():
        figure, axes = new_figure(max(1.2 * len(values), 4.0), 3.4)
        axis: Any = axes[0, 0]
        heights = np.array(list(values.values()), dtype=float)
        drawn = axis.bar(list(values), heights, color=COLOURS[0])
        axis.bar_label(drawn, [number.format(height) for height in heights], padding=2)
        axis.set(ylabel=ylabel, yscale=yscale)
        axis.margins(y=0.15)
    return Picture(figure, alt)
