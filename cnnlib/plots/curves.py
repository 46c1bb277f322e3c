"""Measured curves and bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from cnnlib.plots.picture import COLOURS, Picture, new_figure, style, wrapped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["bars", "grouped_bars", "lines"]

MARKERS = "os^Dv*"
#: Up to so many points are all marked; of a denser curve, a few points are.
POINTS, MARKED = 40, 8
#: When the colours have all been used they begin again, with another of these.
DASHES = ("-", "--", ":", "-.")
#: One for each series of bars, so that it is recognised without its colour.
HATCHES = ("", "//", "..", "xx")
#: Inches that a bar takes, with its name below.
BAR = 1.2
#: What is written on a logarithmic axis that is too short for powers of ten: these, times powers.
STEPS = (1.0, 2.0, 5.0)


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
                marker=MARKERS[colour],
                markevery=_marked(len(x), index),
            )
        axis.set(xlabel=xlabel, ylabel=ylabel, xscale=xscale, yscale=yscale)
        if xscale == "log":
            _label_measured(axis, np.unique(np.concatenate([x for x, _ in curves.values()])))
        elif all(float(value).is_integer() for x, _ in curves.values() for value in x):
            axis.xaxis.get_major_locator().set_params(integer=True)
        if yscale == "log":
            _label_plainly(axis)
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


def grouped_bars(
    series: Mapping[str, Mapping[str, float]], *, ylabel: str, alt: str, yscale: str = "linear"
) -> Picture:
    """Draw several series of bars side by side, a group for each name.

    Args:
        series: heights by name, by the series' name; all series have the same names.
        ylabel: what is drawn, with its unit.
        alt: what the figure shows, in words.
        yscale: `linear` or `log`.

    Returns:
        The figure.

    Raises:
        ValueError: if there is no value, or the series have different names.

    Example:
        >>> shares = {"conv": 90.0, "dense": 10.0}
        >>> grouped_bars({"work": shares}, ylabel="share in %", alt="90 % and 10 %.")
        Figure: 90 % and 10 %.
    """
    names = list(next(iter(series.values()), ()))
    if not names:
        raise ValueError(
            "grouped_bars: expected at least one value, got none; pass {series: {name: height}}"
        )
    if different := [name for name, heights in series.items() if list(heights) != names]:
        raise ValueError(
            f"grouped_bars: expected the names {names} in series[{different[0]!r}], "
            f"got {list(series[different[0]])}; give every series the same names"
        )
    width = 0.8 / len(series)
    with style():
        figure, axes = new_figure(min(max(0.9 * len(names), 6.4), 9.2), 3.4)
        axis: Any = axes[0, 0]
        places = np.arange(len(names))
        for index, (name, heights) in enumerate(series.items()):
            offset = (index - (len(series) - 1) / 2) * width
            colour = COLOURS[index % len(COLOURS)]
            axis.bar(
                places + offset,
                list(heights.values()),
                width,
                label=name,
                color=colour,
                edgecolor="white",
                hatch=HATCHES[index % len(HATCHES)],
            )
        room = 0.8 * figure.get_figwidth() / len(names)
        axis.set_xticks(places, [wrapped(name, room) for name in names])
        axis.set(ylabel=ylabel, yscale=yscale)
        axis.grid(axis="y", alpha=0.3)
        axis.set_axisbelow(True)
        axis.legend(frameon=False, loc="lower left", bbox_to_anchor=(0.0, 1.0), ncols=len(series))
    return Picture(figure, alt)


def _marked(points: int, index: int) -> slice:
    """The points that get a marker: all of a few; of many, other ones on each curve.

    Curves that lie on one another are then told apart by the markers that take turns.
    """
    if points <= POINTS:
        return slice(None)
    step = points // MARKED
    return slice(index * step // len(MARKERS) % step, None, step)


def _label_measured(axis: Any, x: np.ndarray) -> None:
    """Label the measured places of a logarithmic axis that is too short for powers of ten."""
    if 0 < len(x) <= 8 and x.max() < 100 * x.min():
        axis.set_xticks(x, [f"{value:g}" for value in x])
        axis.xaxis.minorticks_off()


def _label_plainly(axis: Any) -> None:
    """Write 2, 5, 10, 20 … on a logarithmic axis that is too short for powers of ten."""
    from matplotlib.ticker import FuncFormatter, LogLocator

    low, high = axis.get_ylim()
    if high < 1000 * low:
        axis.yaxis.set_major_locator(LogLocator(subs=STEPS))
        axis.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        axis.yaxis.minorticks_off()
