"""Stride, padding and dilation: a window that moves over a small image, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy import ndarray

from cnnlib import ops
from cnnlib.explorers.drawing import EDGE, WINDOW, Drawing, Grid, Panel, Shape, Text, ink, tint
from cnnlib.explorers.explorer import Explorer, choice, slider
from cnnlib.explorers.places import Places, nearest_place
from cnnlib.explorers.walk import walk_through
from cnnlib.ops._windows import windows
from cnnlib.plots.picture import COLOURS

if TYPE_CHECKING:
    from jaxtyping import Int

__all__ = ["MODES", "Sliding", "draw", "stride_and_padding"]

MODES = ("zeros", "reflect", "replicate", "circular")
#: The largest image; no pixel is 0, so that padding with zeros stands out.
PIXELS = np.random.default_rng(3).integers(1, 10, size=(9, 9))
#: From where to where each number may be moved.
RANGES = {
    "height": (1, 9),
    "width": (1, 9),
    "kernel_size": (1, 5),
    "stride": (1, 4),
    "padding": (0, 3),
    "dilation": (1, 3),
}
#: Pixels of the screen: the page, the largest cell, and from one grid to the next.
WIDTH, CELL, GAP = 960, 30, 36
#: How high the formulas are.
HEAD = 62
#: The maps of the four modes are as large as this at most.
SMALL = 130
INPUT, OUTPUT, PADDED = COLOURS[0], COLOURS[2], "#eeeeee"


@dataclass(frozen=True)
class Sliding:
    """A window of ones on its way over a padded image: what it covers, and the sums it gives.

    Args:
        height: rows of the image, 1 to 9.
        width: columns of the image, 1 to 9.
        kernel_size: taps of the window along each axis.
        stride: pixels from one place to the next.
        padding: pixels added on each side.
        dilation: pixels from one tap to the next.
        mode: what stands outside: "zeros", "reflect", "replicate" or "circular".

    Example:
        >>> sliding = Sliding(height=5, width=6, kernel_size=3, stride=2, padding=1)
        >>> sliding.out_shape
        (3, 3)
        >>> print(sliding.formula(5))
        ⌊(5 + 2·1 − 1·(3 − 1) − 1) / 2⌋ + 1 = ⌊4 / 2⌋ + 1 = 3
    """

    height: int = 5
    width: int = 6
    kernel_size: int = 3
    stride: int = 1
    padding: int = 0
    dilation: int = 1
    mode: str = "zeros"

    @cached_property
    def axes(self) -> tuple[Places, Places]:
        """The places along the height, and along the width."""
        more = (self.kernel_size, self.stride, self.padding, self.dilation)
        return Places(self.height, *more), Places(self.width, *more)

    @property
    def image(self) -> Int[ndarray, "H W"]:
        return PIXELS[: self.height, : self.width]

    @property
    def out_shape(self) -> tuple[int, int]:
        """Rows and columns of the output; none of both where the window fits nowhere."""
        rows, columns = (len(axis.starts) for axis in self.axes)
        return (rows, columns) if rows and columns else (0, 0)

    @property
    def places(self) -> int:
        return self.out_shape[0] * self.out_shape[1]

    @property
    def last(self) -> int:
        """The number of the last place; 0 where there is none."""
        return max(self.places - 1, 0)

    @cached_property
    def coverage(self) -> Int[ndarray, "H W"]:
        """How many windows see each pixel."""
        rows, columns = (axis.seen for axis in self.axes)
        return np.outer(rows, columns)

    def padded(self, mode: str) -> Int[ndarray, "PH PW"] | None:
        """The image with its frame, or None where this mode has not enough pixels for it."""
        limit = {"reflect": -1, "circular": 0}.get(mode)
        if limit is not None and self.padding > min(self.height, self.width) + limit:
            return None
        return ops.pad2d(self.image, self.padding, mode)

    def window(self, place: int) -> tuple[ndarray, ndarray]:
        """The rows and columns of the padded image under the taps, at one place of the output."""
        taps = self.dilation * np.arange(self.kernel_size)
        row, column = divmod(place, self.out_shape[1])
        return row * self.stride + taps, column * self.stride + taps

    def output(self, mode: str) -> Int[ndarray, "OH OW"] | None:
        """The sums of all windows, or None where no window or not this padding is possible."""
        padded = self.padded(mode)
        if padded is None or not self.places:
            return None
        kernel, steps, gaps = ([n] * 2 for n in (self.kernel_size, self.stride, self.dilation))
        return windows(padded, kernel, steps, gaps).sum(axis=(-2, -1))

    def changed(self, mode: str) -> int | None:
        """How many outputs are not what they are with zeros; None where there is no such mode."""
        zeros, other = self.output("zeros"), self.output(mode)
        return None if zeros is None or other is None else int((zeros != other).sum())

    def formula(self, size: int) -> str:
        """The output's size along an axis of so many pixels, with the numbers filled in."""
        reach = self.dilation * (self.kernel_size - 1) + 1
        room = size + 2 * self.padding
        filled = (
            f"⌊({size} + 2·{self.padding} − {self.dilation}·({self.kernel_size} − 1) − 1) / "
            f"{self.stride}⌋ + 1"
        )
        if reach > room:
            return f"{filled}: the kernel reaches over {reach} pixels, and there are {room}"
        spare = room - reach
        return f"{filled} = ⌊{spare} / {self.stride}⌋ + 1 = {spare // self.stride + 1}"

    def sum_of(self, place: int) -> str:
        """The sum at one place, written out while it is short."""
        padded = self.padded(self.mode)
        if padded is None:
            return ""
        values = padded[np.ix_(*self.window(place))].ravel()
        terms = " + ".join(map(str, values)) if len(values) <= 16 else f"{len(values)} values"
        return f"{terms} = {values.sum()}"

    def describe(self, place: int) -> str:
        """What the drawing shows, in words."""
        start = f"Input {self.height} × {self.width}, output {_by(self.out_shape)}."
        if not self.places:
            return f"{start} The kernel fits nowhere: {self.formula(min(self.height, self.width))}."
        if self.padded(self.mode) is None:
            return f"{start} {self.impossible}."
        rows, columns = (taps - self.padding for taps in self.window(place))
        inside = ((rows >= 0) & (rows < self.height)).sum() * (
            (columns >= 0) & (columns < self.width)
        ).sum()
        missed = int((self.coverage == 0).sum())
        changed = self.changed(self.mode)
        return (
            f"{start} Place {place + 1} of {self.places}: output row "
            f"{place // self.out_shape[1]}, column {place % self.out_shape[1]}. The window takes "
            f"input rows {_listed(rows)} and columns {_listed(columns)}; "
            f"{len(rows) * len(columns) - inside} of its values are padding. "
            f"Sum: {self.sum_of(place)}. Pixels that no window sees: {missed}."
            + (f" Outputs that zeros would change: {changed}." if self.mode != "zeros" else "")
        )

    @property
    def impossible(self) -> str:
        """Why there is no such frame."""
        needed = f"more than {self.padding}" if self.mode == "reflect" else f"{self.padding}"
        pixels = "pixel" if needed == "1" else "pixels"
        return (
            f"{self.mode} cannot pad by {self.padding}: it takes {needed} {pixels} each way, and "
            f"there are {self.height} × {self.width}"
        )


def stride_and_padding(
    height: int = 5,
    width: int = 6,
    kernel_size: int = 3,
    stride: int = 1,
    padding: int = 1,
    dilation: int = 1,
    mode: str = "zeros",
) -> Explorer:
    """Lead a window over a small image, place by place, and see what each number changes.

    Args:
        height: rows of the image to begin with, 1 to 9.
        width: columns, 1 to 9.
        kernel_size: taps of the window along each axis, 1 to 5.
        stride: pixels from one place to the next, 1 to 4.
        padding: pixels added on each side, 0 to 3.
        dilation: pixels from one tap to the next, 1 to 3.
        mode: what stands outside: "zeros", "reflect", "replicate" or "circular".

    Returns:
        The explorer.

    Raises:
        ValueError: if an argument is out of range.

    Example:
        >>> explorer = stride_and_padding(height=7, width=7, stride=2)
        >>> explorer.set(place=6)
        >>> explorer.drawing.alt[:71]
        'Input 7 × 7, output 4 × 4. Place 6 of 16: output row 1, column 1. The w'
    """
    given = {"height": height, "width": width, "kernel_size": kernel_size, "stride": stride}
    given |= {"padding": padding, "dilation": dilation}
    controls: dict[str, Any] = {
        name: slider("stride_and_padding", name, value, *RANGES[name])
        for name, value in given.items()
    }
    controls["mode"] = choice("stride_and_padding", "mode", mode, MODES)
    # Learners count places from 1, as the drawing's words do.
    place = slider("stride_and_padding", "place", 1, 1, Sliding(**given, mode=mode).last + 1)

    def limit(_change: object) -> None:
        place.max = Sliding(**{name: control.value for name, control in controls.items()}).last + 1

    for control in controls.values():
        control.observe(limit, "value")
    names = (("height", "width", "mode"), ("kernel_size", "stride"), ("padding", "dilation"))
    rows = [*([controls[name] for name in row] for row in names), [place, *walk_through(place)]]
    return Explorer(
        "Stride and padding",
        lambda place, **chosen: draw(Sliding(**chosen), place - 1),
        {**controls, "place": place},
        rows,
        touch=touch,
    )


def draw(sliding: Sliding, place: int) -> Drawing:
    """The window at one place: input, output, coverage, and the outputs of the four modes.

    Example:
        >>> draw(Sliding(3, 3, kernel_size=2), place=3).alt.split(". ")[1]
        'Place 4 of 4: output row 1, column 1'
    """
    place = min(place, sliding.last)
    source, target, seen = _grids(sliding)
    rows = sliding.height + 2 * sliding.padding, sliding.out_shape[0], sliding.height
    ends = [source.corner(count, 0)[1] + 6 for count in rows]
    bottom = max(ends)
    shapes = _source(sliding, source, place), _target(sliding, target, place), _seen(sliding, seen)
    edges = 0.0, target.left - 8, seen.left - 8, seen.corner(0, max(sliding.width, 6))[0] + 8
    sentence = Text(8, bottom + 14, _sentence(sliding, place), 13, WINDOW, bold=True)
    panels = [
        [Panel.of_words(0, HEAD, [*_formulas(sliding)])],
        [
            Panel(left, HEAD, right - left, end - HEAD, [*part], touch=left < edges[2])
            for (left, right), end, part in zip(pairwise(edges), ends, shapes, strict=True)
        ],
        [Panel.of_words(bottom, 30, [sentence])],
        [*_modes(sliding, place, bottom + 30)],
    ]
    height = max(panel.top + panel.height for row in panels for panel in row)
    return Drawing.of(WIDTH, height, sliding.describe(place), panels)


def touch(x: float, y: float, place: int, **chosen: Any) -> dict[str, int]:
    """The place whose output, or whose window's middle, is next to a place of the drawing.

    Example:
        >>> touch(8 + 30 * 3.5, HEAD + 26 + 30 * 1.5, place=1, height=5, width=5)
        {'place': 3}
    """
    sliding = Sliding(**chosen)
    source, target, _ = _grids(sliding)
    grid, reach, step = target, 1, 1
    if x < target.left - 8:
        grid, step = source, sliding.stride
        reach = sliding.dilation * (sliding.kernel_size - 1) + 1
    cells = zip(grid.at(x, y), sliding.out_shape, strict=True)
    row, column = (nearest_place(cell, reach, step, places) for cell, places in cells)
    return {"place": row * sliding.out_shape[1] + column + 1}


def _grids(sliding: Sliding) -> Iterator[Grid]:
    """Where input, output and coverage stand, as large as there is room for."""
    # As many cells at least as the titles need.
    framed = max(sliding.width + 2 * sliding.padding, 5)
    columns, width = max(sliding.out_shape[1], 5), max(sliding.width, 6)
    cell = min(CELL, (WIDTH - 2 * GAP - 16) / (framed + columns + width))
    for left in accumulate((8.0, framed * cell + GAP, columns * cell + GAP)):
        yield Grid(left, HEAD + 26, cell)


def _formulas(sliding: Sliding) -> Iterator[Text]:
    """The formula of the output's size, in words and with the numbers of both axes."""
    words = "⌊(size + 2·padding − dilation·(kernel size − 1) − 1) / stride⌋ + 1"
    yield Text(8, 12, "output:", 13, EDGE)
    yield Text(60, 12, words, 13, EDGE)
    for index, name in enumerate(("height", "width")):
        yield Text(8, 31 + 19 * index, f"{name}:", 13)
        yield Text(60, 31 + 19 * index, sliding.formula(getattr(sliding, name)), 13)


def _sentence(sliding: Sliding, place: int) -> str:
    if not sliding.places:
        return "The kernel fits nowhere."
    if sliding.padded(sliding.mode) is None:
        return sliding.impossible
    return f"sum of the window: {sliding.sum_of(place)}"


def _source(sliding: Sliding, grid: Grid, place: int) -> Iterator[Shape]:
    """The image in its frame, and the window on it."""
    padded, p = sliding.padded(sliding.mode), sliding.padding
    yield Text(grid.left, grid.top - 12, f"input, padded by {p}", bold=True)
    values = np.pad(sliding.image, p) if padded is None else padded
    for (row, column), value in np.ndenumerate(values):
        inside = p <= row < p + sliding.height and p <= column < p + sliding.width
        fill = tint(0.09 * value, INPUT) if inside else PADDED
        words = "?" if padded is None and not inside else str(value)
        colour = ink(fill) if inside else EDGE
        yield grid.box(row, column, fill=fill, stroke=EDGE, thick=0.7, dashed=not inside)
        yield grid.text(row, column, words, colour=colour)
    if sliding.places:
        rows, columns = sliding.window(place)
        reach = rows[-1] - rows[0] + 1
        yield grid.box(rows[0], columns[0], reach, reach, stroke=WINDOW, thick=3.5)
        if sliding.dilation > 1:
            for row in rows:
                for column in columns:
                    yield grid.box(row + 0.06, column + 0.06, 0.88, 0.88, stroke=WINDOW, thick=2)


def _target(sliding: Sliding, grid: Grid, place: int) -> Iterator[Shape]:
    """The output as far as the window has come."""
    sums = sliding.output(sliding.mode)
    yield Text(grid.left, grid.top - 12, f"output {_by(sliding.out_shape)}", bold=True)
    largest = 1 if sums is None else sums.max(initial=1)
    for index in range(sliding.places):
        row, column = divmod(index, sliding.out_shape[1])
        if sums is None or index > place:
            yield grid.box(row, column, fill="white", stroke=EDGE, thick=0.7, dashed=True)
            continue
        fill = tint(0.8 * sums[row, column] / largest, OUTPUT)
        yield grid.box(row, column, fill=fill, stroke=EDGE, thick=0.7)
        yield grid.text(row, column, str(sums[row, column]), colour=ink(fill))
    if sliding.places:
        yield grid.box(*divmod(place, sliding.out_shape[1]), stroke=WINDOW, thick=3.5)


def _seen(sliding: Sliding, grid: Grid) -> Iterator[Shape]:
    """The coverage map; what no window sees stands in a box."""
    most = max(int(sliding.coverage.max()), 1)
    yield Text(grid.left, grid.top - 12, "windows that see a pixel", bold=True)
    for (row, column), count in np.ndenumerate(sliding.coverage):
        fill = tint(0.75 * count / most, COLOURS[3])
        yield grid.box(row, column, fill=fill, stroke=EDGE, thick=0.7)
        yield grid.text(row, column, str(count), colour=ink(fill), bold=not count)
        if not count:
            yield grid.box(row + 0.1, column + 0.1, 0.8, 0.8, stroke=WINDOW, thick=2)


def _modes(sliding: Sliding, place: int, top: float) -> Iterator[Panel]:
    """The output of every mode, where there is a frame that it could fill."""
    if not sliding.places:
        return
    if not sliding.padding:
        words = "Without padding nothing stands outside: all modes give this output."
        yield Panel.of_words(top, 24, [Text(8, top + 8, words, 12, EDGE)])
        return
    outputs = {mode: sliding.output(mode) for mode in MODES}
    largest = max(sums.max() for sums in outputs.values() if sums is not None)
    cell, wide = min(CELL, SMALL / max(sliding.out_shape)), WIDTH / len(MODES)
    for index, mode in enumerate(MODES):
        grid = Grid(8 + index * wide, top + 46, cell)
        shapes = [*_mode(sliding, grid, place, mode, largest)]
        yield Panel(index * wide, top, wide, 54 + cell * sliding.out_shape[0], shapes)


def _mode(sliding: Sliding, grid: Grid, place: int, mode: str, largest: float) -> Iterator[Shape]:
    """The output of one mode, with boxes round what is not as with zeros."""
    sums, first, second = sliding.output(mode), grid.top - 34, grid.top - 17
    yield Text(grid.left, first, f"output with {mode}", 12, bold=mode == sliding.mode)
    if sums is None:
        yield Text(grid.left, second, "not possible: too few pixels", 12, EDGE)
        return
    note = f"here {sums.flat[place]}"
    if mode != "zeros":
        note += f"; {sliding.changed(mode)} of {sums.size} differ from zeros"
    yield Text(grid.left, second, note, 12)
    for (row, column), value in np.ndenumerate(sums):
        yield grid.box(row, column, fill=tint(0.8 * value / largest, OUTPUT), stroke=EDGE)
    for row, column in np.argwhere(sums != sliding.output("zeros")):
        yield grid.box(row + 0.14, column + 0.14, 0.72, 0.72, stroke="black", thick=1.5)
    yield grid.box(*divmod(place, sliding.out_shape[1]), stroke=WINDOW, thick=3)


def _by(shape: tuple[int, int]) -> str:
    return f"{shape[0]} × {shape[1]}"


def _listed(numbers: ndarray) -> str:
    return ", ".join(map(str, numbers)).replace("-", "−")
