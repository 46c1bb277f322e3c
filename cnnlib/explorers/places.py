"""The places of a kernel along one axis."""

from __future__ import annotations

import html
import math
from typing import TYPE_CHECKING

from cnnlib import ops
from cnnlib.plots.picture import COLOURS

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Places", "nearest_place"]

#: Side of a pixel, and from one row of the drawing to the next, in pixels of the screen.
CELL, ROW = 26, 20
#: How wide a letter of the title is, likewise.
LETTER = 7
#: So many places are drawn; of more, the first ones.
MOST_PLACES = 16
TAP, PIXEL, EDGE = COLOURS[1], COLOURS[5], "#555555"


def nearest_place(pixel: int, reach: int, step: int, places: int) -> int:
    """The place of a window whose middle is next to a pixel; of two as near the first.

    Args:
        pixel: counted from where the first window begins; it may lie outside.
        reach: pixels from the first to the last tap, both included.
        step: pixels from one place to the next.
        places: how many there are.

    Example:
        >>> [nearest_place(pixel, reach=3, step=2, places=3) for pixel in range(7)]
        [0, 0, 0, 1, 1, 2, 2]
    """
    place = math.ceil((pixel - (reach - 1) / 2) / step - 0.5)
    return min(max(place, 0), max(places - 1, 0))


class Places:
    """The places of a kernel along one axis, drawn: pixels above, the taps of each place below.

    Args:
        size: pixels along the axis.
        kernel_size: taps of the kernel.
        stride: pixels from one place to the next.
        padding: pixels added at each end.
        dilation: pixels from one tap to the next.

    Raises:
        ValueError: if an argument is out of range.

    Example:
        >>> Places(size=7, kernel_size=3, stride=2)
        7 pixels, a kernel of 3 with stride 2: 3 places, at 0, 2, 4. Seen: 1 1 2 1 2 1 1.
    """

    def __init__(
        self, size: int, kernel_size: int, stride: int = 1, padding: int = 0, dilation: int = 1
    ) -> None:
        self.size, self.padding = size, padding
        self.taps = [dilation * tap for tap in range(kernel_size)]
        try:
            places = ops.output_size(size, kernel_size, stride, padding, dilation)
        except ValueError:
            if min(size, kernel_size, stride, dilation) < 1 or padding < 0:
                raise
            places = 0  # nothing wrong with a number, but the kernel is too large
        self.starts = [stride * place - padding for place in range(places)]
        more = {"stride": (stride, 1), "padding": (padding, 0), "dilation": (dilation, 1)}
        chosen = [f"{name} {value}" for name, (value, usual) in more.items() if value != usual]
        self.caption = f"{size} pixels, a kernel of {kernel_size}"
        self.caption += f" with {', '.join(chosen)}" if chosen else ""

    @property
    def seen(self) -> list[int]:
        """How many places see each pixel."""
        met = [start + tap for start in self.starts for tap in self.taps]
        return [met.count(pixel) for pixel in range(self.size)]

    def __repr__(self) -> str:
        if not self.starts:
            return f"{self._title}."
        at = ", ".join(map(str, self.starts))
        return f"{self._title}, at {at}. Seen: {' '.join(map(str, self.seen))}."

    @property
    def _title(self) -> str:
        if not self.starts:
            return f"{self.caption}: no place, the kernel does not fit"
        unit = "place" if len(self.starts) == 1 else "places"
        return f"{self.caption}: {len(self.starts)} {unit}"

    def _repr_html_(self) -> str:
        rows = min(len(self.starts), MOST_PLACES)
        width = max(CELL * (self.size + 2 * self.padding + 1), LETTER * len(self._title))
        height = ROW * (rows + 4)
        shapes = "".join((*self._pixels(), *self._places(rows)))
        return (
            f'<svg role="img" aria-label="{html.escape(repr(self))}" width="{width}" '
            f'height="{height}" style="max-width:100%;background:white" font-size="12" '
            f'font-family="sans-serif" text-anchor="middle">{shapes}</svg>'
        )

    def _x(self, pixel: int) -> float:
        return CELL * (pixel + self.padding + 0.5)

    def _pixels(self) -> Iterator[str]:
        """The padded row of pixels, with the number of places that see each."""
        seen = self.seen
        for pixel in range(-self.padding, self.size + self.padding):
            inside = 0 <= pixel < self.size
            fill, dash = (PIXEL, "") if inside else ("white", ' stroke-dasharray="3 2"')
            yield (
                f'<rect x="{self._x(pixel)}" y="{ROW}" width="{CELL}" height="{CELL}" '
                f'fill="{fill}" stroke="{EDGE}"{dash}/>'
            )
            text = str(seen[pixel]) if inside else "0"
            colour = "black" if inside else EDGE
            yield _text(self._x(pixel) + CELL / 2, ROW + 18, text, colour)
        yield f'<text x="2" y="13" text-anchor="start">{html.escape(self._title)}</text>'

    def _places(self, rows: int) -> Iterator[str]:
        """One row for each place: a line with its taps as dots."""
        middle = CELL / 2
        for index, start in enumerate(self.starts[:rows]):
            y = 2.2 * ROW + CELL / 2 + ROW * index
            first, last = (self._x(start + tap) + middle for tap in (0, self.taps[-1]))
            yield (
                f'<line x1="{first}" x2="{last}" y1="{y}" y2="{y}" stroke="{TAP}" '
                'stroke-width="2"/>'
            )
            for tap in self.taps:
                yield f'<circle cx="{self._x(start + tap) + middle}" cy="{y}" r="6" fill="{TAP}"/>'
        if rows < len(self.starts):
            y = 2.4 * ROW + CELL / 2 + ROW * rows
            yield _text(self._x(0) + middle, y, f"and {len(self.starts) - rows} more", EDGE)


def _text(x: float, y: float, text: str, colour: str) -> str:
    return f'<text x="{x}" y="{y}" fill="{colour}">{html.escape(text)}</text>'
