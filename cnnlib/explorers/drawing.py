"""A drawing of boxes, lines, words and pictures: SVG for the screen, PNG for paper."""

from __future__ import annotations

import base64
import html
import io
import math
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy import ndarray

from cnnlib.plots.picture import COLOURS, colour_map

if TYPE_CHECKING:
    from jaxtyping import Num, UInt8

    Point = tuple[float, float]

__all__ = [
    "EDGE",
    "WINDOW",
    "Box",
    "Drawing",
    "Grid",
    "Image",
    "Line",
    "Panel",
    "Text",
    "colours",
    "ink",
    "tint",
]

#: The window and all that belongs to the current place; the outline of everything else.
WINDOW, EDGE = COLOURS[1], "#555555"
#: How large an index is, and how much lower it stands, as shares of a text's size.
INDEX, LOWER = 0.7, 0.25
#: How wide a line is at most for each of its letters, as a share of a text's size.
LETTER = 0.6
#: To which share of its width a panel shrinks before the one on its right moves below it.
SHRINK = 0.7


class Shape(Protocol):
    """What can stand on a drawing."""

    def svg(self) -> str: ...

    def paint(self, paper: Paper) -> None: ...


@dataclass(frozen=True)
class Box:
    """A rectangle; dashed where it stands for something that is not really there."""

    x: float
    y: float
    width: float
    height: float
    fill: str = "none"
    stroke: str = "none"
    thick: float = 1.0
    dashed: bool = False

    def svg(self) -> str:
        dash = ' stroke-dasharray="3 2"' if self.dashed else ""
        return (
            f'<rect x="{self.x:g}" y="{self.y:g}" width="{self.width:g}" height="{self.height:g}" '
            f'fill="{self.fill}" stroke="{self.stroke}" stroke-width="{self.thick:g}"{dash}/>'
        )

    def paint(self, paper: Paper) -> None:
        left, top, right, bottom = self.x, self.y, self.x + self.width, self.y + self.height
        if self.fill != "none":
            paper.draw.rectangle(paper.scaled((left, top), (right, bottom)), fill=self.fill)
        if self.stroke != "none":
            corners = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
            for ends in pairwise(corners):
                for dash in _dashes(*ends) if self.dashed else [ends]:
                    paper.line(dash, self.stroke, self.thick)


@dataclass(frozen=True)
class Line:
    """A line through points."""

    points: Sequence[Point]
    stroke: str = EDGE
    thick: float = 1.5

    def svg(self) -> str:
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in self.points)
        return (
            f'<polyline points="{points}" fill="none" stroke="{self.stroke}" '
            f'stroke-width="{self.thick:g}"/>'
        )

    def paint(self, paper: Paper) -> None:
        paper.line(self.points, self.stroke, self.thick)


@dataclass(frozen=True)
class Text:
    """Words on one line; `y` is its middle, and an index as in M_g stands a little lower."""

    x: float
    y: float
    words: str
    size: float = 12.0
    colour: str = "black"
    anchor: str = "start"
    bold: bool = False

    def svg(self) -> str:
        weight = ' font-weight="bold"' if self.bold else ""
        # Half the height of a capital below the middle: not every reader of SVG knows of
        # dominant-baseline.
        return (
            f'<text x="{self.x:g}" y="{self.y + 0.36 * self.size:g}" font-size="{self.size:g}" '
            f'fill="{self.colour}" text-anchor="{self.anchor}"{weight}>'
            f"{''.join(self._spans())}</text>"
        )

    def paint(self, paper: Paper) -> None:
        fonts = [_font(round(self.size * paper.scale * share), self.bold) for share in (1, INDEX)]
        pieces = [(words, index, fonts[index]) for words, index in self._pieces()]
        length = sum(font.getlength(words) for words, _, font in pieces)
        ((x, y),) = paper.scaled((self.x, self.y))
        x -= length * {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        for words, index, font in pieces:
            lower = index * LOWER * self.size * paper.scale
            paper.draw.text((x, y + lower), words, self.colour, font, "lm")
            x += font.getlength(words)

    def _pieces(self) -> list[tuple[str, bool]]:
        """The words in pieces, and of each whether it is an index."""
        pieces = re.split(r"(?<=[A-Z])_([a-z])", self.words)
        return [(words, place % 2 == 1) for place, words in enumerate(pieces) if words]

    def _spans(self) -> Iterator[str]:
        lower = 0.0
        for words, index in self._pieces():
            down, lower = index * LOWER * self.size - lower, index * LOWER * self.size
            look = f' font-size="{INDEX * self.size:g}"' if index else ""
            move = f' dy="{down:g}"' if down else ""
            text = html.escape(words)
            yield f"<tspan{move}{look}>{text}</tspan>" if move else text


@dataclass(frozen=True)
class Image:
    """A picture (H, W, 3) of bytes, whose pixels stay sharp when it is enlarged."""

    x: float
    y: float
    width: float
    height: float
    pixels: ndarray

    def svg(self) -> str:
        from PIL import Image as Pillow

        stream = io.BytesIO()
        Pillow.fromarray(self.pixels).save(stream, "PNG", compress_level=1)
        data = base64.b64encode(stream.getvalue()).decode()
        return (
            f'<image x="{self.x:g}" y="{self.y:g}" width="{self.width:g}" '
            f'height="{self.height:g}" preserveAspectRatio="none" '
            f'style="image-rendering:pixelated" href="data:image/png;base64,{data}"/>'
        )

    def paint(self, paper: Paper) -> None:
        from PIL import Image as Pillow

        size = (round(self.width * paper.scale), round(self.height * paper.scale))
        enlarged = Pillow.fromarray(self.pixels).resize(size, Pillow.Resampling.NEAREST)
        ((x, y),) = paper.scaled((self.x, self.y))
        paper.page.paste(enlarged, (round(x), round(y)))


@dataclass(frozen=True)
class Grid:
    """Where the cells of a grid stand.

    Example:
        >>> grid = Grid(left=10, top=20, cell=5)
        >>> grid.middle(row=1, column=0), grid.at(14.9, 25.0)
        ((12.5, 27.5), (1, 0))
    """

    left: float
    top: float
    cell: float

    def corner(self, row: float, column: float) -> Point:
        return self.left + column * self.cell, self.top + row * self.cell

    def middle(self, row: float, column: float) -> Point:
        return self.corner(row + 0.5, column + 0.5)

    def at(self, x: float, y: float) -> tuple[int, int]:
        """The row and the column of the cell in which a place of the page lies."""
        return math.floor((y - self.top) / self.cell), math.floor((x - self.left) / self.cell)

    def box(
        self, row: float, column: float, rows: float = 1, columns: float = 1, **look: Any
    ) -> Box:
        """A box round some cells, as `Box` draws it."""
        return Box(*self.corner(row, column), columns * self.cell, rows * self.cell, **look)

    def text(self, row: float, column: float, words: str, **look: Any) -> Text:
        """A text in the middle of a cell, no larger than fits."""
        size = min(0.46 * self.cell, 1.45 * self.cell / max(len(words), 1))
        return Text(*self.middle(row, column), words, size, anchor="middle", **look)

    def numbers(
        self, texts: Iterable[Sequence[str]], fills: Iterable[Sequence[str]]
    ) -> Iterator[Shape]:
        """A cell for each text, in its colour; an empty colour is a cell that is left out."""
        for row, line in enumerate(zip(texts, fills, strict=True)):
            for column, (words, fill) in enumerate(zip(*line, strict=True)):
                if fill:
                    yield self.box(row, column, fill=fill, stroke=EDGE, thick=0.7)
                    yield self.text(row, column, words, colour=ink(fill))


@dataclass(frozen=True)
class Panel:
    """A part of a page that moves below the one on its left where the screen is narrow.

    Args:
        left: where it begins on the page, in pixels of the screen.
        top: likewise.
        width: likewise.
        height: likewise.
        shapes: what stands there.
        touch: whether a press there does anything.
    """

    left: float
    top: float
    width: float
    height: float
    shapes: Sequence[Shape]
    touch: bool = False

    @classmethod
    def of_words(cls, top: float, height: float, texts: Sequence[Text]) -> Panel:
        """A panel of texts that begin at the left, as wide as they are."""
        width = max(text.x + LETTER * text.size * len(text.words) for text in texts)
        return cls(0, top, width, height, texts)

    def svg(self) -> str:
        width, height = f"{self.width:g}", f"{self.height:g}"
        touch = " data-touch" if self.touch else ""
        # The drawing's words stand for its parts; in a row all shrink and grow by the same share.
        return (
            f'<svg aria-hidden="true"{touch} '
            f'viewBox="{self.left:g} {self.top:g} {width} {height}" '
            f'style="flex:{width} 1 {SHRINK * self.width:g}px;min-width:0;max-width:{width}px;'
            f'aspect-ratio:{width}/{height}">{"".join(shape.svg() for shape in self.shapes)}</svg>'
        )


@dataclass
class Drawing:
    """Shapes on a page, with the words for those who cannot see them.

    Args:
        width: of the page, in pixels of the screen.
        height: likewise.
        alt: what the drawing shows, in words.
        shapes: from the lowest to the uppermost.
        rows: the same shapes in panels, from the upper row to the lowest, for narrow screens.

    Example:
        >>> page = Drawing(40, 20, alt="A box.", shapes=[Box(5, 5, 30, 10, fill="black")])
        >>> page.svg()[:35], page.png()[1:4]
        ('<svg role="img" aria-label="A box."', b'PNG')
    """

    width: float
    height: float
    alt: str
    shapes: list[Shape] = field(default_factory=list)
    rows: Sequence[Sequence[Panel]] = ()

    @classmethod
    def of(cls, width: float, height: float, alt: str, rows: Sequence[Sequence[Panel]]) -> Drawing:
        """A drawing of panels."""
        shapes = [shape for row in rows for panel in row for shape in panel.shapes]
        return cls(width, height, alt, shapes, rows)

    def svg(self) -> str:
        """The drawing as SVG, which shrinks to the width that there is."""
        return (
            f'<svg {self._image} xmlns="http://www.w3.org/2000/svg" '
            f'viewBox="0 0 {self.width:g} {self.height:g}" '
            f'width="{self.width:g}" style="max-width:100%;height:auto;background:white" '
            f'font-family="sans-serif">{"".join(shape.svg() for shape in self.shapes)}</svg>'
        )

    def html(self) -> str:
        """The drawing as HTML: its panels stand below one another where they would be too small."""
        if not self.rows:
            return self.svg()
        rows = (
            '<div style="display:flex;flex-wrap:wrap;align-items:flex-start">'
            f"{''.join(panel.svg() for panel in row)}</div>"
            for row in self.rows
        )
        return (
            f'<div {self._image} style="max-width:{self.width:g}px;background:white;'
            f'border-radius:4px;font-family:sans-serif">{"".join(rows)}</div>'
        )

    @property
    def _image(self) -> str:
        """What makes a browser say the words in place of what is drawn."""
        return f'role="img" aria-label="{html.escape(" ".join(self.alt.split()))}"'

    def png(self) -> bytes:
        """The drawing as a PNG, for paper and for what shows no HTML."""
        paper = Paper(self.width, self.height)
        for shape in self.shapes:
            shape.paint(paper)
        return paper.png()


class Paper:
    """Where shapes are painted that no browser draws: larger than life, then made smaller.

    Args:
        width: of the page, in pixels of the screen.
        height: likewise.
    """

    #: How many times larger shapes are painted than on the screen, and are kept.
    scale, kept = 4, 2

    def __init__(self, width: float, height: float) -> None:
        from PIL import Image as Pillow
        from PIL import ImageDraw

        size = (round(width * self.scale), round(height * self.scale))
        self.page = Pillow.new("RGB", size, "white")
        self.draw = ImageDraw.Draw(self.page)

    def scaled(self, *points: Point) -> list[Point]:
        return [(x * self.scale, y * self.scale) for x, y in points]

    def line(self, points: Sequence[Point], stroke: str, thick: float) -> None:
        width = max(round(thick * self.scale), 1)
        self.draw.line(self.scaled(*points), stroke, width, joint="curve")

    def png(self) -> bytes:
        stream = io.BytesIO()
        self.page.reduce(self.scale // self.kept).save(stream, "PNG")
        return stream.getvalue()


def _dashes(start: Point, end: Point, on: float = 3.0, off: float = 2.0) -> Iterator[list[Point]]:
    """The pieces of a dashed line."""
    (x, y), length = start, math.dist(start, end)
    for at in np.arange(0.0, length, on + off):
        shares = at / length, min(at + on, length) / length
        yield [(x + share * (end[0] - x), y + share * (end[1] - y)) for share in shares]


@cache
def _font(size: int, bold: bool) -> Any:
    """The font of the course's figures, which comes with matplotlib."""
    from matplotlib import get_data_path
    from PIL import ImageFont

    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return ImageFont.truetype(os.path.join(get_data_path(), "fonts", "ttf", name), size)


def colours(
    values: Num[ndarray, "H W"], name: str, low: float, high: float
) -> UInt8[ndarray, "H W 3"]:
    """Values as a picture in one of matplotlib's maps, from `low` to `high`.

    Example:
        >>> colours(np.array([[0.0, 1.0]]), "gray", 0.0, 1.0).tolist()
        [[[0, 0, 0], [255, 255, 255]]]
    """
    share = (np.asarray(values, dtype=float) - low) / ((high - low) or 1.0)
    return np.ascontiguousarray(colour_map(name)(np.clip(share, 0.0, 1.0), bytes=True)[..., :3])


@lru_cache(4096)  # a drawing asks for the same few, hundreds of times
def tint(share: float, colour: str) -> str:
    """From white (0) to a colour (1).

    Example:
        >>> tint(0.0, "#0072b2"), tint(1.0, "#0072b2")
        ('#ffffff', '#0072b2')
    """
    share = min(max(float(share), 0.0), 1.0)
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 + share * (part - 255)):02x}" for part in parts)


def ink(fill: str) -> str:
    """Black or white, whichever is easier to read on a colour."""
    if not fill.startswith("#"):
        return "black"
    red, green, blue = (int(fill[i : i + 2], 16) for i in (1, 3, 5))
    return "white" if 0.299 * red + 0.587 * green + 0.114 * blue < 130 else "black"
