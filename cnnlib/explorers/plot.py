"""Curves in a frame with two labelled axes, as shapes of a drawing."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from cnnlib.explorers.drawing import EDGE, Box, Line, Paper, Shape, Text

__all__ = ["Dot", "Plot", "power"]

LINE = "#dddddd"


@dataclass(frozen=True)
class Dot:
    """A filled circle with a white rim, so that it stands out from a line."""

    x: float
    y: float
    radius: float
    fill: str

    def svg(self) -> str:
        return (
            f'<circle cx="{self.x:.1f}" cy="{self.y:.1f}" r="{self.radius:g}" fill="{self.fill}" '
            'stroke="white" stroke-width="1.5"/>'
        )

    def paint(self, paper: Paper) -> None:
        for radius, fill in ((self.radius + 0.75, "white"), (self.radius - 0.75, self.fill)):
            corners = ((self.x - radius, self.y - radius), (self.x + radius, self.y + radius))
            paper.draw.ellipse(paper.scaled(*corners), fill=fill)


@dataclass(frozen=True)
class Plot:
    """A frame on the page, and where numbers stand in it.

    Args:
        left: of the frame on the page, in pixels of the screen, without labels.
        top: likewise.
        width: likewise.
        height: likewise.
        x: the numbers at the left and at the right end.
        y: the numbers at the lower and at the upper end.
        xlabel: what x is; it stands below.
        ylabel: what y is; it stands above.
        log: the axes on which equal distances are equal factors: "", "x", "y" or "xy".

    Example:
        >>> plot = Plot(50, 10, 100, 100, x=(0, 4), y=(1, 100), xlabel="x", ylabel="y", log="y")
        >>> plot.at(1, 10), plot.number(75.0), plot.number(400.0)
        ((75.0, 60.0), 1.0, 4.0)
    """

    left: float
    top: float
    width: float
    height: float
    x: tuple[float, float]
    y: tuple[float, float]
    xlabel: str
    ylabel: str
    log: str = ""

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point stands on the page."""
        right, up = _share(x, self.x, "x" in self.log), _share(y, self.y, "y" in self.log)
        return self.left + right * self.width, self.top + (1 - up) * self.height

    def number(self, x: float) -> float:
        """The number on the x axis that is next to a place of the page."""
        share = min(max((x - self.left) / self.width, 0.0), 1.0)
        low, high = self.x
        return float(low * (high / low) ** share if "x" in self.log else low + share * (high - low))

    def frame(
        self,
        xticks: Sequence[float],
        yticks: Sequence[float],
        xwords: Callable[[float], str] = "{:g}".format,
        ywords: Callable[[float], str] = "{:g}".format,
    ) -> Iterator[Shape]:
        """Lines and numbers at the ticks, and what the axes are."""
        bottom = self.top + self.height
        for tick in xticks:
            x, _ = self.at(tick, self.y[0])
            yield Line([(x, self.top), (x, bottom)], LINE, 1.0)
            yield Text(x, bottom + 12, _minus(xwords(tick)), 11, anchor="middle")
        for tick in yticks:
            _, y = self.at(self.x[0], tick)
            yield Line([(self.left, y), (self.left + self.width, y)], LINE, 1.0)
            yield Text(self.left - 6, y, _minus(ywords(tick)), 11, anchor="end")
        yield Box(self.left, self.top, self.width, self.height, stroke=EDGE)
        yield Text(self.left + self.width / 2, bottom + 30, self.xlabel, 12, anchor="middle")
        yield Text(self.left, self.top - 12, self.ylabel, 12)

    def curve(
        self, x: Iterable[float], y: Iterable[float], stroke: str, thick: float = 2.0
    ) -> Iterator[Shape]:
        """A line through points, as far as they lie in the frame."""
        # Half a pixel of room for rounding, so that a curve on the border is drawn.
        places = [self.at(*point) for point in zip(x, y, strict=True)]
        for inside, run in groupby(places, self._holds):
            points = list(run)
            if inside and len(points) > 1:
                yield Line(points, stroke, thick)

    def dot(self, x: float, y: float, fill: str, radius: float = 5.5) -> Iterator[Shape]:
        """A point, if it lies in the frame."""
        if self._holds(self.at(x, y)):
            yield Dot(*self.at(x, y), radius, fill)

    def _holds(self, place: tuple[float, float]) -> bool:
        x, y = place[0] - self.left, place[1] - self.top
        return -0.5 <= x <= self.width + 0.5 and -0.5 <= y <= self.height + 0.5


def power(value: float) -> str:
    """A power of ten as it is written.

    Example:
        >>> power(1e-6), power(1000.0)
        ('10⁻⁶', '10³')
    """
    digits = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
    return "10" + str(round(math.log10(value))).translate(digits)


def _share(value: float, ends: tuple[float, float], log: bool) -> float:
    """How far a number is on the way from one end of an axis to the other."""
    low, high = ends
    if log:
        if not value > 0:
            return -math.inf
        value, low, high = math.log(value), math.log(low), math.log(high)
    return (float(np.float64(value)) - low) / (high - low)


def _minus(words: str) -> str:
    return words.replace("-", "−")
