"""What the tests of cnnlib.plots share: what a figure shows, and what in it runs together."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any

from matplotlib.text import Text
from matplotlib.transforms import Bbox

from cnnlib.plots import Picture


def panels(picture: Picture) -> list[Any]:
    """The axes that show an array, without those of the scales."""
    return [axis for axis in picture.figure.axes if axis.images]


def limits(picture: Picture) -> list[tuple[float, float]]:
    """The scale of each panel."""
    return [axis.images[0].get_clim() for axis in panels(picture)]


def scale_labels(picture: Picture) -> list[str]:
    """What the colour scales say."""
    scales = [axis for axis in picture.figure.axes if hasattr(axis, "_colorbar")]
    return [axis.get_ylabel() for axis in scales]


def titles(picture: Picture) -> list[str]:
    """The panels' titles, as one line each."""
    return [axis.get_title().replace("\n", " ") for axis in panels(picture)]


def boxes(picture: Picture, texts: Iterable[Text]) -> list[Bbox]:
    """Where texts stand, in pixels, once the figure is laid out."""
    picture.figure.draw_without_rendering()
    return [text.get_window_extent() for text in texts if text.get_text()]


def overlapping(found: list[Bbox]) -> int:
    """How many pairs of boxes cover each other."""
    return sum(a.overlaps(b) for a, b in itertools.combinations(found, 2))
