"""Measured curves and bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from cnnlib.plots.picture import COLOURS, Picture, new_figure, style, wrapped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["bars", "lines"]

MARKERS = "os^Dv*"
#: When the colours have all been used they begin again, with another of these.
DASHES = ("-", "--", ":", "-.")
#: Inches that a bar takes, with its name below.
BAR = 1.2


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
            turn, colour = divmod(index, len(COLOURS))
            axis.plot(
                x,
                y,
                label=name,
                color=COLOURS[colour],
                linestyle=DASHES[turn % len(DASHES)],
                marker=MARKERS[colour] if len(x) <= 40 else None,
            )
        axis.set(xlabel=xlabel, ylabel=ylabel, xscale=xscale, yscale=yscale)
        if xscale == "log":
            _label_measured(axis, np.unique(np.concatenate([x for x, _ in curves.values()])))
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
        figure, axes = new_figure(max(BAR * len(values), 4.0), 3.4)
        axis: Any = axes[0, 0]
        heights = np.array(list(values.values()), dtype=float)
        drawn = axis.bar(range(len(values)), heights, color=COLOURS[0])
        labels = [number.format(height).replace("-", "−") for height in heights]
        axis.bar_label(drawn, labels, padding=2)
        axis.set_xticks(range(len(values)), [wrapped(name, BAR) for name in values])
        axis.set(ylabel=ylabel, yscale=yscale)
        axis.margins(y=0.15)
        if (heights < 0).any():
            axis.axhline(0, color="black", linewidth=0.8)
    return Picture(figure, alt)


def _label_measured(axis: Any, x: np.ndarray) -> None:
    """Label the measured places of a logarithmic axis that is too short for powers of ten."""
    if 0 < len(x) <= 8 and x.max() < 100 * x.min():
        axis.set_xticks(x, [f"{value:g}" for value in x])
        axis.xaxis.minorticks_off()
