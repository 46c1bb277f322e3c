"""Pooling: which pixel wins its window, and what a shift by a pixel changes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy import ndarray

from cnnlib import data, ops
from cnnlib.explorers.drawing import EDGE, WINDOW, Box, Drawing, Grid, Panel, Shape, Text, ink, tint
from cnnlib.explorers.explorer import Explorer, choice, slider
from cnnlib.explorers.places import nearest_place
from cnnlib.explorers.walk import walk_through
from cnnlib.plots.picture import COLOURS

if TYPE_CHECKING:
    from jaxtyping import Bool, Float64, Int, Num

__all__ = ["KINDS", "PICTURES", "Pooling", "draw", "pooling"]

KINDS = ("max", "average")
PICTURES = ("numbers", "edge of the cup", "one bright pixel")
#: Rows and columns of every picture; the largest window and stride; the farthest shift.
SHAPE, MOST, FARTHEST = (8, 10), 4, 4
#: Pixels of the screen: the page, a cell, from one grid to the next, and above a grid.
WIDTH, CELL, GAP, HEAD = 960, 27, 40, 44
#: How high a picture is with its title.
TALL = HEAD + SHAPE[0] * CELL
PIXEL, WINNER, OUTPUT = COLOURS[0], COLOURS[4], COLOURS[2]


@dataclass(frozen=True)
class Pooling:
    """A small picture and its shifted copy, both pooled.

    Args:
        kind: "max" or "average".
        kernel_size: height and width of the window, 1 to 4.
        stride: pixels from one window to the next, 1 to 4.
        down: by how many pixels the copy is shifted down, −4 to 4; zeros enter.
        right: by how many to the right.
        picture: "numbers", "edge of the cup" or "one bright pixel".

    Example:
        >>> pooling = Pooling(picture="one bright pixel", right=1)
        >>> pooling.change, Pooling(picture="one bright pixel", right=2).change > 1
        (0.0, True)
    """

    kind: str = "max"
    kernel_size: int = 2
    stride: int = 2
    down: int = 0
    right: int = 1
    picture: str = "numbers"

    @property
    def before(self) -> Int[ndarray, "H W"]:
        return _pictures()[self.picture]

    @cached_property
    def after(self) -> Int[ndarray, "H W"]:
        """The picture, shifted."""
        return ops.shift_image(self.before, self.down, self.right)

    def pool(self, x: Num[ndarray, "H W"]) -> Float64[ndarray, "OH OW"]:
        pool = ops.max_pool2d if self.kind == "max" else ops.avg_pool2d
        return pool(x[np.newaxis, np.newaxis], self.kernel_size, self.stride)[0, 0]

    @property
    def out_shape(self) -> tuple[int, int]:
        rows, columns = (ops.output_size(size, self.kernel_size, self.stride) for size in SHAPE)
        return rows, columns

    @property
    def last(self) -> int:
        """The number of the last window."""
        return math.prod(self.out_shape) - 1

    def won(self, x: Num[ndarray, "H W"]) -> Int[ndarray, "H W"]:
        """In how many windows each pixel is the largest: where a gradient of ones arrives."""
        ones = np.ones((1, 1, *self.out_shape))
        backward = ops.max_pool2d_backward(
            ones, x[np.newaxis, np.newaxis], self.kernel_size, self.stride
        )
        return backward[0, 0].astype(int)

    @property
    def change(self) -> float:
        """‖pool(shifted x) − pool(x)‖ / ‖pool(x)‖."""
        return ops.change_under_shift(self.pool, self.before, self.down, self.right)

    @property
    def changed(self) -> Bool[ndarray, "OH OW"]:
        """Which outputs the shift changes, by more than rounding."""
        return ~np.isclose(self.pool(self.before), self.pool(self.after))

    @property
    def moves_along(self) -> bool:
        """Whether the output is what it was before, moved by a whole number of places."""
        down, right = (ops.output_shift(shift, self.stride) for shift in (self.down, self.right))
        if down is None or right is None:
            return False
        moved = ops.shift_image(self.pool(self.before), down, right)
        return bool(np.allclose(moved, self.pool(self.after)))

    def window(self, place: int) -> tuple[int, int]:
        """The row and the column at which the window of one output value begins."""
        row, column = divmod(place, self.out_shape[1])
        return row * self.stride, column * self.stride

    def at(self, x: Num[ndarray, "H W"], place: int) -> str:
        """What happens in one window, in words."""
        top, left = self.window(place)
        inside = x[top : top + self.kernel_size, left : left + self.kernel_size]
        values = " ".join(map(str, inside.ravel()))
        if self.kind == "average":
            return f"{values}: mean {_short(inside.mean())}"
        row, column = self.winner(x, place)
        ties = int((inside == inside.max()).sum())
        among = f", the first of {ties} equal ones" if ties > 1 else ""
        return f"{values}: {inside.max()} wins{among}, at row {row}, column {column}"

    def winner(self, x: Num[ndarray, "H W"], place: int) -> tuple[int, int]:
        """The row and the column of the largest pixel in one window; of equal ones the first."""
        top, left = self.window(place)
        inside = x[top : top + self.kernel_size, left : left + self.kernel_size]
        row, column = divmod(int(inside.argmax()), self.kernel_size)
        return top + row, left + column

    def describe(self, place: int) -> str:
        """What the drawing shows, in words."""
        size, (rows, columns) = self.kernel_size, self.out_shape
        saved = ops.values_saved(SHAPE, size, self.stride)
        changed = int(self.changed.sum())
        return (
            f"{self.kind.capitalize()} pooling, window {size} × {size}, stride {self.stride}: "
            f"{SHAPE[0]} × {SHAPE[1]} becomes {rows} × {columns}, {saved:.0%} of the values are "
            f"dropped. Window {place + 1} of {rows * columns} holds {self.at(self.before, place)}; "
            f"after the shift {self.at(self.after, place)}. {self.verdict} {changed} of "
            f"{rows * columns} outputs differ."
        )

    @property
    def verdict(self) -> str:
        """What the shift does to the output."""
        moves = [f"{abs(self.down)} {'down' if self.down > 0 else 'up'}"] if self.down else []
        moves += [f"{abs(self.right)} {'right' if self.right > 0 else 'left'}"] * bool(self.right)
        if not moves:
            return "Without a shift nothing changes."
        text = f"Shift by {' and '.join(moves)}: the output changes by {self.change:.0%}"
        if self.moves_along and self.change:
            return f"{text}, and it is the output before, moved along."
        return f"{text}."


@cache
def _pictures() -> dict[str, Int[ndarray, "H W"]]:
    height, width = SHAPE
    gray = data.grayscale(data.photograph())
    edge = ops.avg_pool2d(gray[np.newaxis, np.newaxis, 40:56, 96:116], 2)[0, 0]
    pixel = np.zeros(SHAPE, dtype=int)
    pixel[2, 4] = 9
    numbers = np.random.default_rng(5).integers(0, 10, size=(height, width))
    span = edge.max() - edge.min()
    levels = np.rint(9 * (edge - edge.min()) / span).astype(int)
    return dict(zip(PICTURES, (numbers, levels, pixel), strict=True))


def pooling(
    kind: str = "max",
    kernel_size: int = 2,
    stride: int = 2,
    down: int = 0,
    right: int = 1,
    picture: str = "numbers",
) -> Explorer:
    """Pool a small picture and its shifted copy: which pixel wins, and what the shift changes.

    Args:
        kind: "max" or "average".
        kernel_size: height and width of the window, 1 to 4.
        stride: pixels from one window to the next, 1 to 4.
        down: by how many pixels the copy is shifted down, −4 to 4; zeros enter.
        right: by how many to the right.
        picture: "numbers", "edge of the cup" or "one bright pixel".

    Returns:
        The explorer.

    Raises:
        ValueError: if an argument is out of range.

    Example:
        >>> explorer = pooling(picture="one bright pixel")
        >>> explorer.set(right=2)
        >>> explorer.drawing.alt[-51:]
        'output before, moved along. 2 of 20 outputs differ.'
    """
    where = "pooling"
    controls: dict[str, Any] = {
        "kind": choice(where, "kind", kind, KINDS),
        "picture": choice(where, "picture", picture, PICTURES),
        "kernel_size": slider(where, "kernel_size", kernel_size, 1, MOST),
        "stride": slider(where, "stride", stride, 1, MOST),
        "down": slider(where, "down", down, -FARTHEST, FARTHEST),
        "right": slider(where, "right", right, -FARTHEST, FARTHEST),
    }
    for name in ("down", "right"):
        controls[name].description = f"shift {name}"
    # Learners count windows from 1, as the drawing's words do.
    place = slider(where, "place", 1, 1, Pooling(kind, kernel_size, stride).last + 1)

    def limit(_change: object) -> None:
        place.max = Pooling(**{name: control.value for name, control in controls.items()}).last + 1

    for control in controls.values():
        control.observe(limit, "value")
    names = (("kind", "picture"), ("kernel_size", "stride"), ("down", "right"))
    rows = [*([controls[name] for name in row] for row in names), [place, *walk_through(place)]]
    return Explorer(
        "Pooling",
        lambda place, **chosen: draw(Pooling(**chosen), place - 1),
        {**controls, "place": place},
        rows,
        touch=touch,
    )


def draw(pooling: Pooling, place: int) -> Drawing:
    """The picture, what pooling makes of it, the same after a shift, and the difference.

    Example:
        >>> draw(Pooling(right=0), place=0).alt[-56:]
        'Without a shift nothing changes. 0 of 20 outputs differ.'
    """
    place = min(place, pooling.last)
    before, after = (pooling.at(x, place) for x in (pooling.before, pooling.after))
    end = 2 * TALL
    sentences = [
        Text(8, end + 22, f"this window before: {before}", 13, WINDOW, bold=True),
        Text(8, end + 42, f"after the shift: {after}", 13, WINDOW, bold=True),
        Text(8, end + 68, pooling.verdict, 13, bold=True),
    ]
    rows = [
        [*_row(pooling, place, 0, "before", pooling.before)],
        [*_row(pooling, place, TALL, "after the shift", pooling.after)],
        [Panel.of_words(end, 84, sentences)],
    ]
    return Drawing.of(WIDTH, end + 84, pooling.describe(place), rows)


def touch(x: float, y: float, place: int, **chosen: Any) -> dict[str, int]:
    """The window whose output, or whose middle, is next to a place of the drawing.

    Example:
        >>> touch(8 + CELL * 2.5, HEAD + CELL * 0.5, place=1, kernel_size=2, stride=2)
        {'place': 2}
    """
    pooling = Pooling(**chosen)
    top, target = HEAD + (TALL if y > TALL else 0), SHAPE[1] * CELL + GAP + 8
    grid, reach, step = Grid(target, top, CELL), 1, 1
    if x < target - 8:
        grid, reach, step = Grid(8, top, CELL), pooling.kernel_size, pooling.stride
    cells = zip(grid.at(x, y), pooling.out_shape, strict=True)
    row, column = (nearest_place(cell, reach, step, places) for cell, places in cells)
    return {"place": row * pooling.out_shape[1] + column + 1}


def _row(
    pooling: Pooling, place: int, top: float, when: str, x: Int[ndarray, "H W"]
) -> Iterator[Panel]:
    """A picture, what pooling makes of it, and beside the first one what the shift changes."""
    rows, columns = pooling.out_shape
    # As many cells at least as the titles need.
    cells = SHAPE[1], max(columns, 5), max(columns, 7)
    widths = [count * CELL + GAP for count in cells]
    heights = [HEAD + count * CELL + 4 for count in (SHAPE[0], rows, 1 if top else rows)]
    lefts = [0, widths[0], widths[0] + widths[1]]
    source, target, third = (Grid(left + 8, top + HEAD, CELL) for left in lefts)
    parts = (
        _source(pooling, source, x, place, f"input {when}"),
        _target(target, pooling.pool(x), place, f"output {when}"),
        _legend(third, pooling.kind) if top else _difference(third, pooling),
    )
    for left, width, height, shapes in zip(lefts, widths, heights, parts, strict=True):
        yield Panel(left, top, width, height, [*shapes], touch=left < lefts[2])


def _source(
    pooling: Pooling, grid: Grid, x: Int[ndarray, "H W"], place: int, title: str
) -> Iterator[Shape]:
    """The picture; what has won a window stands out, most of all what has won this one."""
    yield Text(grid.left, grid.top - 13, title, bold=True)
    won = pooling.won(x) if pooling.kind == "max" else np.zeros_like(x)
    for (row, column), value in np.ndenumerate(x):
        fill = tint(0.75, WINNER) if won[row, column] else tint(0.05 * value, PIXEL)
        yield grid.box(row, column, fill=fill, stroke=EDGE, thick=0.7)
        yield grid.text(row, column, str(value), bold=bool(won[row, column]))
    size = pooling.kernel_size
    if pooling.stride >= size:  # windows that overlap would hide each other
        for other in range(pooling.last + 1):
            yield grid.box(*pooling.window(other), size, size, stroke="black", thick=2)
    yield grid.box(*pooling.window(place), size, size, stroke=WINDOW, thick=3.5)
    if pooling.kind == "max":
        row, column = pooling.winner(x, place)
        yield grid.box(row + 0.12, column + 0.12, 0.76, 0.76, stroke=WINDOW, thick=2.5)


def _target(
    grid: Grid, output: Float64[ndarray, "OH OW"], place: int, title: str
) -> Iterator[Shape]:
    """An output, with the place of the window."""
    yield Text(grid.left, grid.top - 13, title, bold=True)
    for (row, column), value in np.ndenumerate(output):
        fill = tint(0.09 * value, OUTPUT)
        yield grid.box(row, column, fill=fill, stroke=EDGE, thick=0.7)
        yield grid.text(row, column, _short(value), colour=ink(fill))
    yield grid.box(*divmod(place, output.shape[1]), stroke=WINDOW, thick=3.5)


def _legend(grid: Grid, kind: str) -> Iterator[Shape]:
    """What the colour of a pixel says."""
    if kind == "max":
        middle = grid.top + CELL / 2
        yield Box(grid.left, middle - 7, 14, 14, tint(0.75, WINNER), EDGE, 0.7)
        yield Text(grid.left + 20, middle, "has won a window")


def _difference(grid: Grid, pooling: Pooling) -> Iterator[Shape]:
    """What the shift has added to each output, and taken from it."""
    added = pooling.pool(pooling.after) - pooling.pool(pooling.before)
    difference = np.where(pooling.changed, added, 0)
    yield Text(grid.left, grid.top - 13, "output after − before", bold=True)
    for (row, column), value in np.ndenumerate(difference):
        fill = tint(abs(value) / 9, COLOURS[1] if value > 0 else COLOURS[0])
        yield grid.box(row, column, fill=fill, stroke=EDGE, thick=0.7)
        yield grid.text(row, column, _short(value), colour=ink(fill))


def _short(value: float) -> str:
    """A number with one decimal where it needs it."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text.replace("-", "−")
