"""A kernel at work on the photograph: its picture, and one window with its products."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
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
    ink,
)
from cnnlib.explorers.drawing import colours as coloured
from cnnlib.ops._arguments import invalid
from cnnlib.plots.picture import GREY, SIGNED

if TYPE_CHECKING:
    from jaxtyping import Float64

__all__ = [
    "PRESETS",
    "SIZES",
    "START",
    "Filtering",
    "draw",
    "numeral",
    "photograph",
    "preset",
    "resized",
    "touch",
]

PRESETS = ("blur", "identity", "sharpen", "Sobel, left to right", "Sobel, top to bottom", "random")
#: Rows and columns that a kernel may have: odd, so that there is a middle.
SIZES = (3, 5)
#: Pixels of the screen: the page, and a pixel of the photograph.
WIDTH, HEIGHT, PIXEL = 920.0, 522.0, 2.4
#: The output row and column to begin with: a border of the cup.
START = (31, 51)
#: Where the photograph, the output and the grids begin, and how large a grid is.
PHOTO, OUTPUT, TOP, GRIDS, SIDE = 8.0, 472.0, 26.0, 354.0, 144.0
#: Where the second panel of the upper row begins, and what is added up in the lower one.
CUT, SUM = 456.0, PHOTO + 3 * SIDE + 84


def preset(name: str, size: int, seed: int = 0) -> Float64[ndarray, "size size"]:
    """A well-known kernel.

    Args:
        name: one of `PRESETS`.
        size: rows and columns, 3 or 5.
        seed: of the random weights.

    Returns:
        The weights (size, size).

    Raises:
        ValueError: if there is no such kernel.

    Example:
        >>> preset("Sobel, left to right", 3)
        array([[-1.,  0.,  1.],
               [-2.,  0.,  2.],
               [-1.,  0.,  1.]])
    """
    if name not in PRESETS:
        raise invalid("kernels", f"start to be one of {PRESETS}", repr(name), "pick one of these")
    if size not in SIZES:
        raise invalid("kernels", f"size to be one of {SIZES}", repr(size), "pick one of these")
    if name == "random":
        return np.round(np.random.default_rng(seed).normal(0.0, 1.0, (size, size)), 1)
    if name.startswith("Sobel"):
        smooth, change = ([1, 2, 1], [-1, 0, 1])
        if size == 5:
            smooth, change = ([1, 4, 6, 4, 1], [-1, -2, 0, 2, 1])
        sobel = np.outer(smooth, change).astype(float)
        return sobel if name.endswith("right") else sobel.T.copy()
    blur, identity = ops.box_kernel(size), ops.identity_kernel(size)
    return {"blur": blur, "identity": identity, "sharpen": 2 * identity - blur}[name]


def resized(kernel: Float64[ndarray, "k k"], size: int) -> Float64[ndarray, "size size"]:
    """A kernel with a frame of zeros around it, or without its outer frame.

    Example:
        >>> resized(np.ones((3, 3)), 5).sum(), resized(np.ones((5, 5)), 3).sum()
        (np.float64(9.0), np.float64(9.0))
    """
    more = (size - len(kernel)) // 2
    return np.pad(kernel, more) if more >= 0 else kernel[-more:more, -more:more].copy()


@cache
def photograph() -> Float64[ndarray, "120 180"]:
    """The grey photograph at half its size, in steps of 1/100.

    So small that a window of pixels can be seen, and so coarse that the numbers shown are exact.
    """
    gray = data.grayscale(data.photograph())
    height, width = gray.shape
    return np.round(gray.reshape(height // 2, 2, width // 2, 2).mean(axis=(1, 3)), 2)


@dataclass(frozen=True, eq=False)
class Filtering:
    """The photograph under a kernel, and one place of the window.

    Args:
        kernel: weights (k, k).
        bias: added once to every output value.
        row: of the output value that is looked at; the last one where there are fewer rows.
        column: likewise.

    Example:
        >>> flat = Filtering(np.ones((3, 3)) / 9, bias=0.5, row=0, column=0)
        >>> flat.output.shape, np.isclose(flat.total + 0.5, flat.output[0, 0])
        ((118, 178), np.True_)
    """

    kernel: Float64[ndarray, "k k"]
    bias: float = 0.0
    row: int = 0
    column: int = 0

    @cached_property
    def output(self) -> Float64[ndarray, "H W"]:
        return ops.correlate2d(photograph(), self.kernel, self.bias)

    @property
    def place(self) -> tuple[int, int]:
        rows, columns = self.output.shape
        return min(self.row, rows - 1), min(self.column, columns - 1)

    @property
    def window(self) -> Float64[ndarray, "k k"]:
        (row, column), size = self.place, len(self.kernel)
        return photograph()[row : row + size, column : column + size]

    @property
    def products(self) -> Float64[ndarray, "k k"]:
        return self.window * self.kernel

    @property
    def total(self) -> float:
        """The products, added up."""
        return float(self.products.sum())

    @property
    def is_signed(self) -> bool:
        """Whether positive and negative weights cancel, so that what is flat becomes 0."""
        return abs(self.kernel.sum()) < 0.2 * np.abs(self.kernel).sum()

    @property
    def scale(self) -> tuple[str, float, float]:
        """The colour map of the output, and the values at its two ends."""
        if self.is_signed:
            limit = float(np.abs(self.output).max()) or 1.0
            return SIGNED, -limit, limit
        # What a black and a white picture would become; beyond these, colours stay the same.
        ends = self.bias, self.bias + ops.brightness_gain(self.kernel)
        return GREY, min(ends), max(ends)

    def describe(self) -> str:
        """What there is to see, in words."""
        row, column = self.place
        gain = numeral(ops.brightness_gain(self.kernel))
        value = numeral(float(self.output[self.place]))
        rows, columns = self.output.shape
        return (
            f"Output row {row}, column {column}: the {self.kernel.size} products add up to "
            f"{numeral(self.total)}, and with the bias {numeral(self.bias)} to {value}. "
            f"The weights sum to {gain}, which is what a flat picture is multiplied by. "
            f"{len(self.kernel)} × {len(self.kernel)} weights make {rows} × {columns} outputs of "
            f"120 × 180 pixels."
        )


def draw(
    kernel: Sequence[Sequence[float]], bias: float = 0.0, row: int = 0, column: int = 0
) -> Drawing:
    """The photograph, what the kernel makes of it, and the sum behind one of its pixels.

    Example:
        >>> draw(((0.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 0.0)), bias=0.5).alt[:56]
        'Output row 0, column 0: the 9 products add up to 0.06, a'
    """
    filtering = Filtering(np.array(kernel, dtype=float), bias, row, column)
    above, below = GRIDS - 26, HEIGHT - GRIDS + 26
    photo, output = _pictures(filtering)
    rows = [
        [
            Panel(0, 0, CUT, above, [*photo], touch=True),
            Panel(CUT, 0, WIDTH - CUT, above, [*output], touch=True),
        ],
        [
            Panel(0, above, SUM - 8, below, [*_grids(filtering)]),
            Panel(SUM - 8, above, WIDTH - SUM + 8, below, [*_sum(filtering)]),
        ],
    ]
    return Drawing.of(WIDTH, HEIGHT, filtering.describe(), rows)


def touch(x: float, y: float, kernel: Sequence[Sequence[float]], **values: float) -> dict[str, int]:
    """The place of the window whose middle, or whose output, lies at a place of the drawing.

    Example:
        >>> touch(PHOTO + 10 * PIXEL, TOP + 20 * PIXEL, ((0.0,) * 3,) * 3)
        {'row': 19, 'column': 9}
        >>> touch(OUTPUT + 10 * PIXEL, TOP + 20 * PIXEL, ((0.0,) * 3,) * 3)
        {'row': 20, 'column': 10}
    """
    left, middle = (PHOTO, len(kernel) // 2) if x < CUT else (OUTPUT, 0)
    row, column = Grid(left, TOP, PIXEL).at(x, y)
    rows, columns = photograph().shape
    return {
        "row": min(max(row - middle, 0), rows - len(kernel)),
        "column": min(max(column - middle, 0), columns - len(kernel)),
    }


def numeral(value: float) -> str:
    """A number for a small cell: two decimals at most, and a real minus sign.

    Example:
        >>> numeral(-0.5), numeral(3.0), numeral(-0.001), numeral(1234.5)
        ('−0.5', '3', '0', '1234')
    """
    text = f"{value:.0f}" if abs(value) >= 100 else f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "−")


def _pictures(filtering: Filtering) -> Iterator[Iterator[Shape]]:
    """The photograph with the window, and the output with its pixel."""
    size = len(filtering.kernel)
    name, low, high = filtering.scale
    scale = f"{numeral(low)} is black, {numeral(high)} is white"
    if filtering.is_signed:
        scale = f"{numeral(low)} is blue, 0 white, {numeral(high)} red"
    for left, title, values, limits, reach in (
        (PHOTO, "photograph, with the window", photograph(), (GREY, 0.0, 1.0), size),
        (OUTPUT, f"output: {scale}", filtering.output, (name, low, high), 1),
    ):
        colours = coloured(values, *limits)
        yield _picture(Grid(left, TOP, PIXEL), title, colours, filtering.place, reach)


def _picture(
    grid: Grid, title: str, colours: ndarray, place: tuple[int, int], reach: int
) -> Iterator[Shape]:
    """A picture with its title, and a box of `reach` pixels at a place."""
    rows, columns = colours.shape[:2]
    yield Text(grid.left, 12, title, 13, bold=True)
    yield Image(*grid.corner(0, 0), PIXEL * columns, PIXEL * rows, colours)
    yield from _cross(grid, (rows, columns), place, reach)


def _cross(
    grid: Grid, shape: tuple[int, ...], place: tuple[int, int], reach: int
) -> Iterator[Shape]:
    """A box round a place, and lines from the borders to it, as it is too small to be found."""
    (row, column), middle = place, reach / 2
    top, left = row + middle, column + middle
    lines = (
        ((top, 0), (top, column - 2)),
        ((top, column + reach + 2), (top, shape[1])),
        ((0, left), (row - 2, left)),
        ((row + reach + 2, left), (shape[0], left)),
    )
    for start, end in lines:
        if start <= end:
            yield Line([grid.corner(*start), grid.corner(*end)], WINDOW, 1.0)
    yield grid.box(row - 0.5, column - 0.5, reach + 1, reach + 1, stroke=WINDOW, thick=2.0)


def _grids(filtering: Filtering) -> Iterator[Shape]:
    """Window times kernel gives products."""
    size = len(filtering.kernel)
    most = float(np.abs(filtering.kernel).max()) or 1.0
    parts = (
        ("window", filtering.window, (GREY, 0.0, 1.0)),
        ("kernel", filtering.kernel, (SIGNED, -most, most)),
        ("products", filtering.products, (SIGNED, -most, most)),
    )
    for index, (name, values, limits) in enumerate(parts):
        left = PHOTO + index * (SIDE + 34)
        yield Text(left, GRIDS - 14, name, 13, bold=True)
        yield from _numbers(Grid(left, GRIDS, SIDE / size), values, coloured(values, *limits))
        if index:
            sign = " ×="[index]
            yield Text(left - 17, GRIDS + SIDE / 2, sign, 20, anchor="middle", bold=True)
    yield Box(PHOTO, GRIDS, SIDE, SIDE, stroke=WINDOW, thick=3)


def _numbers(grid: Grid, values: ndarray, fills: ndarray) -> Iterator[Shape]:
    """Values in coloured cells, all in the size that the longest needs."""
    longest = max(len(numeral(value)) for value in values.flat)
    size = min(0.36 * grid.cell, 1.55 * grid.cell / longest)
    for (row, column), value in np.ndenumerate(values):
        fill = _hexadecimal(fills[row, column])
        yield grid.box(row, column, fill=fill, stroke=EDGE, thick=0.7)
        yield Text(*grid.middle(row, column), numeral(value), size, ink(fill), "middle")


def _sum(filtering: Filtering) -> Iterator[Shape]:
    """The products of each row added up, then the rows, then the bias."""
    cell = SIDE / len(filtering.kernel)
    left, right, end = SUM, 806.0, WIDTH - 22
    yield Text(left, GRIDS - 14, "added up, row by row", 13, bold=True)
    sums = [f"{_added(line)} = {numeral(line.sum())}" for line in filtering.products]
    # A letter is about 0.6 times as wide as it is high.
    size = min(12.0, (right - left - 12) / (0.6 * max(map(len, sums))))
    for index, words in enumerate(sums):
        yield Text(left, GRIDS + (index + 0.5) * cell, words, size)
    value = float(filtering.output[filtering.place])
    for index, (words, number) in enumerate(
        (("sum", filtering.total), ("bias", filtering.bias), ("output", value))
    ):
        middle, bold = GRIDS + 10 + 24 * index, index == 2
        yield Text(right, middle, words, 12, bold=bold)
        yield Text(end, middle, numeral(number), 12, anchor="end", bold=bold)
    ((colour,),) = coloured(np.array([[value]]), *filtering.scale)
    yield Line([(right, GRIDS + 46), (end, GRIDS + 46)], EDGE, 1.0)
    yield Text(left, GRIDS + SIDE + 12, "numbers are rounded to two decimals", 10.5, EDGE)
    yield Box(right, GRIDS + 82, end - right, 56, _hexadecimal(colour), WINDOW, 3)


def _added(values: ndarray) -> str:
    """The sum of some numbers, written out.

    Example:
        >>> _added(np.array([-1.0, 0.5, -2.0]))
        '−1 + 0.5 − 2'
    """
    return " + ".join(map(numeral, values)).replace("+ −", "− ")


def _hexadecimal(colour: ndarray) -> str:
    return "#" + bytes(colour).hex()
