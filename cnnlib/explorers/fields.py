"""The receptive field of a stack of layers on the photograph, by formula and by probing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy import ndarray

from cnnlib import data, ops
from cnnlib.explorers.drawing import (
    EDGE,
    WINDOW,
    Box,
    Drawing,
    Grid,
    Image,
    Line,
    Panel,
    Shape,
    Text,
)
from cnnlib.explorers.places import nearest_place
from cnnlib.plots.picture import COLOURS

if TYPE_CHECKING:
    from jaxtyping import Bool, Float64, UInt8

__all__ = ["DEEPEST", "SHAPE", "STACKS", "Stack", "draw", "touch"]

#: Layers as (kernel_size, stride, dilation), from the input on.
Layers = tuple[tuple[int, int, int], ...]

STACKS: dict[str, Layers] = {
    "one 5 × 5": ((5, 1, 1),),
    "two 3 × 3": ((3, 1, 1),) * 2,
    "3 × 3 and pooling": ((3, 1, 1), (2, 2, 1)) * 3,
    "strides of 2": ((3, 2, 1),) * 4,
    "dilation 1, 2, 4, 8": tuple((3, 1, dilation) for dilation in (1, 2, 4, 8)),
}
#: How many layers there may be, and the pixels of the photograph.
DEEPEST, SHAPE = 8, (120, 180)
#: Pixels of the screen: the page, a pixel of the photograph, and where things begin.
WIDTH, HEIGHT, PIXEL = 920.0, 464.0, 3.0
TOP, STRIP, TABLE = 26.0, 396.0, 572.0
#: From a layer to the next one.
ROW = 25.0


@dataclass(frozen=True)
class Stack:
    """Layers without padding on the photograph, and one of their output values.

    Args:
        layers: (kernel_size, stride, dilation) of each, from the input on.
        row: of the output value; the last one where there are fewer rows.
        column: likewise.

    Raises:
        ValueError: if a number is below 1.

    Example:
        >>> stack = Stack(((3, 2, 1), (3, 1, 1)), row=4, column=5)
        >>> stack.size, stack.jump, stack.out_shape
        (7, 2, (57, 87))
        >>> int(stack.seen.sum()), stack.corner
        (7, (8, 10))
    """

    layers: Layers
    row: int = 0
    column: int = 0

    @property
    def size(self) -> int:
        """Pixels that an output value sees along an axis, by the formula."""
        return ops.receptive_field(self.layers)[0]

    @property
    def jump(self) -> int:
        """Pixels from one output value to the next, by the formula."""
        return ops.receptive_field(self.layers)[1]

    @cached_property
    def out_shape(self) -> tuple[int, int]:
        """Rows and columns of the output; (0, 0) where the photograph is too small for one."""
        if self.size > min(SHAPE):
            return 0, 0
        height, width = SHAPE
        for kernel_size, stride, dilation in self.layers:
            height = ops.output_size(height, kernel_size, stride, 0, dilation)
            width = ops.output_size(width, kernel_size, stride, 0, dilation)
        return height, width

    @property
    def place(self) -> tuple[int, int]:
        rows, columns = self.out_shape
        return min(self.row, rows - 1), min(self.column, columns - 1)

    @property
    def corner(self) -> tuple[int, int]:
        """The first row and column of the field, by the formula."""
        row, column = self.place
        return row * self.jump, column * self.jump

    @property
    def answer(self) -> Float64[ndarray, " W"]:
        """By how much each pixel of a row changes the output value, when it goes from 0 to 1."""
        return probed(self.layers)[:, self.place[1]]

    @property
    def seen(self) -> Bool[ndarray, " W"]:
        """Which pixels of a row change the output value."""
        return self.answer != 0

    @property
    def sums(self) -> list[str]:
        """The size after each layer, with the numbers filled in."""
        lines = []
        for depth, (kernel_size, _, dilation) in enumerate(self.layers):
            before, jump = ops.receptive_field(self.layers[:depth])
            after = before + dilation * (kernel_size - 1) * jump
            steps = f"{dilation}·{kernel_size - 1}" if dilation > 1 else f"{kernel_size - 1}"
            lines.append(f"{before} + {steps}·{jump} = {after}")
        return lines

    def describe(self) -> str:
        """What there is to see, in words."""
        layers = "1 layer" if len(self.layers) == 1 else f"{len(self.layers)} layers"
        by_formula = f"{layers}: by the formula an output value sees {self.size} pixels each way"
        if not any(self.out_shape):
            return f"{by_formula}, and the photograph has only {SHAPE[0]} rows: no output."
        touched = np.flatnonzero(self.seen)
        first, last = touched[0], touched[-1]
        holes = "" if len(touched) == self.size else f", with holes: {len(touched)} change it"
        return (
            f"{by_formula}, and the next one lies {self.jump} further. By probing, output row "
            f"{self.place[0]}, column {self.place[1]} of {self.out_shape[0]} × "
            f"{self.out_shape[1]} is changed by columns {first} to {last} of the photograph, "
            f"{last - first + 1} pixels{holes}."
        )


@lru_cache(maxsize=8)
def probed(layers: Layers) -> Float64[ndarray, "W OW"]:
    """How every output value of a row of pixels answers to each pixel: the experiment.

    The row is black, and one pixel after the other is made white. All kernels take averages, so
    that no two ways through the stack cancel. Along the columns, it is the same.

    Example:
        >>> np.count_nonzero(probed(((3, 1, 1), (3, 1, 1))), axis=0)[:4]
        array([5, 5, 5, 5])
    """
    x = np.eye(SHAPE[1])[:, np.newaxis, np.newaxis, :]
    for kernel_size, stride, dilation in layers:
        average = ops.box_kernel((1, kernel_size))[np.newaxis, np.newaxis]
        x = ops.conv2d_strided(x, average, stride=(1, stride), dilation=(1, dilation))
    return x[:, 0, 0, :]


def draw(layers: Sequence[Sequence[int]], row: int = 0, column: int = 0) -> Drawing:
    """What an output value sees of the photograph, and how the layers make it.

    Example:
        >>> draw([(3, 1, 1), (3, 1, 1)]).alt[:62]
        '2 layers: by the formula an output value sees 5 pixels each wa'
    """
    stack = Stack(tuple((k, s, d) for k, s, d in layers), row, column)
    cut = TABLE - 12
    left = Panel(0, 0, cut, HEIGHT, [*_photograph(stack), *_strip(stack)], touch=True)
    right = Panel(cut, 0, WIDTH - cut, TOP + 180 + ROW * len(stack.layers), [*_table(stack)])
    return Drawing.of(WIDTH, HEIGHT, stack.describe(), [[left, right]])


def touch(x: float, y: float, layers: Layers, **values: int) -> dict[str, int]:
    """The output value whose field has its middle next to a place of the photograph.

    Example:
        >>> touch(8 + 3 * 50, 26 + 3 * 40, ((3, 1, 1),))
        {'row': 39, 'column': 49}
    """
    stack = Stack(layers)
    pixels = zip(Grid(8, TOP, PIXEL).at(x, y), stack.out_shape, strict=True)
    row, column = (nearest_place(at, stack.size, stack.jump, places) for at, places in pixels)
    return {"row": row, "column": column}


def _photograph(stack: Stack) -> Iterator[Shape]:
    """The photograph, in colour where the output value sees it."""
    grid = Grid(8, TOP, PIXEL)
    colour, gray = _pictures()
    shown = gray.copy()
    fits = any(stack.out_shape)
    if fits:
        columns = np.flatnonzero(stack.seen)
        # Kernels, strides and dilations are the same along both axes, so the pattern is, too.
        rows = columns - columns[0] + stack.corner[0]
        seen = np.ix_(rows, columns)
        shown[seen] = colour[seen]
    words = "in colour: what an output value sees; dashed: the field of the next one"
    if not fits:
        words = "no output: its field is larger than the photograph"
    yield Text(grid.left, 12, words, 13, bold=True)
    yield Image(grid.left, TOP, PIXEL * SHAPE[1], PIXEL * SHAPE[0], shown)
    if not fits:
        return
    top, left = stack.corner
    if stack.place[1] + 1 < stack.out_shape[1]:
        beside = left + stack.jump
        for look in ({"stroke": "white", "thick": 2.5}, {"stroke": "black", "dashed": True}):
            yield grid.box(top, beside, stack.size, stack.size, **look)
    yield grid.box(top, left, stack.size, stack.size, stroke=WINDOW, thick=2.5)


def _strip(stack: Stack) -> Iterator[Shape]:
    """Below the photograph, how much each of its columns changes the output value."""
    left, tall, bottom = 8.0, 46.0, STRIP + 46
    right = left + PIXEL * SHAPE[1]
    if not any(stack.out_shape):
        return
    share = stack.answer / stack.answer.max()
    for column in np.flatnonzero(stack.seen):
        # What is small is still there: at least one pixel of the screen.
        height = max(tall * share[column], 1.0)
        yield Box(left + PIXEL * column + 0.3, bottom - height, PIXEL - 0.6, height, WINDOW)
    yield Line([(left, bottom), (right, bottom)], EDGE, 1.0)
    words = "how much each column of pixels counts, by probing, where kernels take averages"
    yield Text(left, bottom + 13, words, 11, EDGE)


def _table(stack: Stack) -> Iterator[Shape]:
    """The layers with the formula, and what formula and probing say."""
    left, right = TABLE, WIDTH - 8
    yield Text(left, 12, "layer", 13, bold=True)
    sums = left + 166
    yield Text(sums, 12, "size of the field", 13, bold=True)
    yield Text(right, 12, "jump", 13, anchor="end", bold=True)
    yield Text(left, TOP + 8, "in front of the stack", 11.5, EDGE)
    yield Text(sums, TOP + 8, "1", 11.5, EDGE)
    yield Text(right, TOP + 8, "1", 11.5, EDGE, "end")
    jump = 1
    for index, ((kernel_size, stride, dilation), words) in enumerate(
        zip(stack.layers, stack.sums, strict=True)
    ):
        middle = TOP + 30 + ROW * index
        more = f", stride {stride}" if stride > 1 else ""
        more += f", dilation {dilation}" if dilation > 1 else ""
        layer = f"{index + 1}: {kernel_size} × {kernel_size}{more}"
        product = f"{jump}·{stride} = " if stride > 1 else ""
        jump *= stride
        yield Text(left, middle, layer, _size(layer, 160))
        yield Text(sums, middle, words, _size(words, 104))
        after = f"{product}{jump}"
        yield Text(right, middle, after, _size(after, 66), anchor="end")
    below = TOP + 30 + ROW * len(stack.layers)
    yield Line([(left, below - 8), (right, below - 8)], "#dddddd", 1.0)
    yield Text(left, below + 6, "size above + dilation·(kernel − 1)·jump above", 11.5, EDGE)
    yield Text(left, below + 23, "jump above·stride", 11.5, EDGE)
    yield from _agreement(stack, below + 58)


def _agreement(stack: Stack, top: float) -> Iterator[Shape]:
    """Formula and probing, side by side."""
    lines = [("formula", f"{stack.size} × {stack.size} pixels")]
    if any(stack.out_shape):
        touched = np.flatnonzero(stack.seen)
        span, holes = touched[-1] - touched[0] + 1, stack.size - len(touched)
        lines.append(("probing", f"{span} × {span} pixels"))
        if holes:
            lines.append(("", f"with holes: {len(touched)} of {span} columns count"))
        lines.append(("output", f"{stack.out_shape[0]} × {stack.out_shape[1]} values"))
    else:
        lines.append(("probing", f"not possible on {SHAPE[0]} × {SHAPE[1]} pixels"))
    for index, (name, words) in enumerate(lines):
        yield Text(TABLE, top + 25 * index, name, 14, COLOURS[0], bold=True)
        yield Text(TABLE + 80, top + 25 * index, words, 14, bold=bool(name))


def _size(words: str, room: float) -> float:
    """The largest size in which words fit; a letter is about half as wide as it is high."""
    return min(12.5, room / (0.53 * len(words)))


@cache
def _pictures() -> tuple[UInt8[ndarray, "120 180 3"], UInt8[ndarray, "120 180 3"]]:
    """The photograph at half its size: in colour, and pale grey."""
    photo = data.photograph().reshape(SHAPE[0], 2, SHAPE[1], 2, 3).mean(axis=(1, 3))
    gray = 110 + 0.5 * data.grayscale(photo.astype(np.uint8)) * 255
    return photo.astype(np.uint8), np.repeat(gray.astype(np.uint8)[..., np.newaxis], 3, axis=2)
