"""Equivariance: both ways round the square of a layer φ and a shift g."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain, product
from typing import TYPE_CHECKING, Any

import numpy as np
from ipywidgets import Checkbox
from numpy import ndarray

from cnnlib import data, ops
from cnnlib.explorers.drawing import Drawing, Image, Line, Panel, Shape, Text, colours
from cnnlib.explorers.explorer import Explorer, choice, slider
from cnnlib.ops._arguments import invalid
from cnnlib.plots.picture import GREY, SIGNED

if TYPE_CHECKING:
    from jaxtyping import Float64

__all__ = ["MODES", "POOLINGS", "Square", "draw", "symmetry"]

MODES = ("circular", "zeros", "replicate", "reflect")
POOLINGS = ("none", "max", "average")
#: Rows and columns of the picture: all steps of the sliders, and twice them, go into both.
SHAPE, FARTHEST, MOST = (48, 72), 8, 4
#: Looks for edges from left to right, where brightness rises.
SOBEL = np.array([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]])[np.newaxis, np.newaxis]
#: Below this share of the largest value a difference is rounding.
ROUNDING = 1e-12
#: Pixels of the screen: the page, a panel, and where the panels stand.
WIDTH, HEIGHT, PANEL, ACROSS, LEFTS, TOPS = 960, 494, (252, 168), 96, (8, 356, 704), (30, 268)


@dataclass(frozen=True)
class Square:
    """A layer, a shift of its input, and the shift of its output that should belong to it.

    The layer is a 3 × 3 edge filter, with a stride and perhaps pooling by 2 × 2 behind it.

    Args:
        down: by how many pixels the picture moves down, −8 to 8; it wraps round.
        right: by how many to the right.
        padding: what the filter finds outside: "circular", "zeros", "replicate" or "reflect".
        stride: of the filter, 1 to 4.
        pooling: "none", "max" or "average", of 2 × 2 with stride 2.
        blur: whether maps are blurred by [1 2 1] / 4 before values are left out.

    Example:
        >>> Square(right=3).error, Square(right=2, stride=2).error
        (0.0, 0.0)
        >>> rough, smooth = Square(right=1, stride=2), Square(right=1, stride=2, blur=True)
        >>> rough.shift is None, smooth.error < rough.error
        (True, True)
    """

    down: int = 0
    right: int = 3
    padding: str = "circular"
    stride: int = 1
    pooling: str = "none"
    blur: bool = False

    @property
    def step(self) -> int:
        """Pixels of the input from one output value to the next."""
        return self.stride * (1 if self.pooling == "none" else 2)

    @property
    def shift(self) -> tuple[int, int] | None:
        """The shift of the output that belongs to that of the input, or None."""
        down, right = (ops.output_shift(shift, self.step) for shift in (self.down, self.right))
        return None if down is None or right is None else (down, right)

    @cached_property
    def nearest(self) -> tuple[int, int]:
        """The shift of the output that comes closest: of the whole ones around, the best."""
        rows, columns = (
            {shift // self.step, -(-shift // self.step)} for shift in (self.down, self.right)
        )
        return min(product(sorted(rows), sorted(columns)), key=self._error)

    @property
    def parts(self) -> list[str]:
        """What the layer is made of, in order, in short."""
        blur = ["blur"] if self.blur else []
        parts = ["edge filter"]
        if self.stride > 1:
            parts += [*blur, f"stride {self.stride}"]
        if self.pooling != "none":
            parts += [f"{self.pooling} 2 × 2", *blur, "stride 2"]
        return parts

    def phi(self, x: Float64[ndarray, "1 1 H W"]) -> Float64[ndarray, "1 1 OH OW"]:
        """The layer."""
        edges = self._thinned(ops.conv2d(ops.pad2d(x, 1, self.padding), SOBEL), self.stride)
        if self.pooling == "none":
            return edges
        # A pooling is the same at stride 1, of which every second value is kept.
        wrapped = ops.pad2d(edges, (0, 1, 0, 1), "circular")
        pool = ops.max_pool2d if self.pooling == "max" else ops.avg_pool2d
        return self._thinned(pool(wrapped, 2, stride=1), 2)

    def _thinned(self, x: Float64[ndarray, "1 1 H W"], step: int) -> Float64[ndarray, "..."]:
        if step == 1:
            return x
        return ops.blur_pool2d(x, step) if self.blur else x[..., ::step, ::step].copy()

    @property
    def x(self) -> Float64[ndarray, "1 1 H W"]:
        return _picture()

    def g(self, x: Float64[ndarray, "... H W"]) -> Float64[ndarray, "... H W"]:
        """The shift of the input."""
        return ops.translate(x, self.down, self.right)

    @cached_property
    def maps(self) -> dict[str, Float64[ndarray, "H W"]]:
        """What stands at the corners of the square, and the difference of its ends."""
        moved, output = self.g(self.x), self.phi(self.x)
        ends = ops.translate(output, *self.nearest), self.phi(moved)
        planes = (self.x, output, ends[0], moved, ends[1], ends[1] - ends[0])
        names = ("x", "φ(x)", "M_gφ(x)", "gx", "φ(gx)", "φ(gx) − M_gφ(x)")
        return {name: plane[0, 0] for name, plane in zip(names, planes, strict=True)}

    @cached_property
    def error(self) -> float:
        """‖φ(gx) − M_gφ(x)‖ / ‖M_gφ(x)‖."""
        return self._error(self.nearest)

    def _error(self, shift: tuple[int, int]) -> float:
        return ops.equivariance_error(self.phi, self.g, lambda y: ops.translate(y, *shift), self.x)

    @property
    def number(self) -> str:
        """How far the two ways are from one another."""
        return f"equivariance error {self.error:.3f}" if self.error > ROUNDING else "error 0"

    @property
    def reason(self) -> str:
        """Why they are."""
        if self.shift is None:
            text = f"no shift of the output belongs to this one, the step is {self.step}"
            return f"{text}; M_g is the nearest shift: {_move(self.nearest)}."
        if self.error <= ROUNDING:
            return f"both ways agree, and M_g shifts by {_move(self.shift)}."
        return f"they differ where the border takes part; M_g shifts by {_move(self.shift)}."

    def describe(self) -> str:
        """What the drawing shows, in words."""
        layer = f"an edge filter with {self.padding} padding and stride {self.stride}"
        layer += "" if self.pooling == "none" else f", {self.pooling} pooling of 2 × 2"
        layer += ", blurred before values are left out" if self.blur and self.step > 1 else ""
        moved = self.down or self.right
        moves = f"moves {_move((self.down, self.right))}" if moved else "stays"
        difference = self.maps["φ(gx) − M_gφ(x)"]
        share = float((np.abs(difference) > ROUNDING).mean())
        return (
            f"The square for {layer}. The picture {moves}. "
            f"The two ways differ in {share:.0%} of the output's {difference.shape[0]} × "
            f"{difference.shape[1]} values; {self.number}: {self.reason}"
        )


@cache
def _picture() -> Float64[ndarray, "1 1 H W"]:
    """The photograph, made small, and of that the part with the cup."""
    small = ops.avg_pool2d(data.grayscale(data.photograph())[np.newaxis, np.newaxis], 4)
    height, width = SHAPE
    top, left = ((have - want) // 2 for have, want in zip(small.shape[2:], SHAPE, strict=True))
    return small[:, :, top : top + height, left : left + width].copy()


def symmetry(
    down: int = 0,
    right: int = 3,
    padding: str = "circular",
    stride: int = 1,
    pooling: str = "none",
    blur: bool = False,
) -> Explorer:
    """Go both ways round the square of a layer and a shift, and measure where they end.

    Args:
        down: by how many pixels the picture moves down, −8 to 8; it wraps round.
        right: by how many to the right.
        padding: what the filter finds outside: "circular", "zeros", "replicate" or "reflect".
        stride: of the filter, 1 to 4.
        pooling: "none", "max" or "average", of 2 × 2 with stride 2.
        blur: whether maps are blurred before values are left out.

    Returns:
        The explorer.

    Raises:
        ValueError: if an argument is out of range.

    Example:
        >>> explorer = symmetry(right=1)
        >>> explorer.set(stride=2)
        >>> explorer.drawing.alt[-43:]
        'the step is 2; M_g is the nearest shift: 0.'
    """
    where = "symmetry"
    if not isinstance(blur, bool):
        raise invalid(where, "blur to be a bool", repr(blur), "pass True or False")
    controls: dict[str, Any] = {
        "down": slider(where, "down", down, -FARTHEST, FARTHEST),
        "right": slider(where, "right", right, -FARTHEST, FARTHEST),
        "padding": choice(where, "padding", padding, MODES),
        "stride": slider(where, "stride", stride, 1, MOST),
        "pooling": choice(where, "pooling", pooling, POOLINGS),
        "blur": Checkbox(blur, description="blur before values are left out", indent=False),
    }
    for name in ("down", "right"):
        controls[name].description = f"shift {name}"
    names = (("down", "right"), ("padding", "stride"), ("pooling", "blur"))
    rows = [[controls[name] for name in row] for row in names]
    return Explorer("Symmetry", lambda **chosen: draw(Square(**chosen)), controls, rows)


def draw(square: Square) -> Drawing:
    """Both ways round the square, their difference, and its number.

    Example:
        >>> draw(Square()).alt[-43:]
        'both ways agree, and M_g shifts by 3 right.'
    """
    corners = [[*shapes] for shapes in _corners(square)]
    moved = _move((square.down, square.right))
    start = [*_across(0, 0, "φ", square.parts), *_across(0, 1, "φ"), *_down(0, 0.5, f"g: {moved}")]
    end = [*_across(1, 0, "M_g", _moves(square.nearest)), *_across(1, 1, "−"), *_down(2, 0.9)]
    cut, low = LEFTS[1] + PANEL[0] + 6, TOPS[1] + PANEL[1] + 6
    verdict = [
        Text(8, low + 18, square.number, 14, bold=True),
        Text(8, low + 39, square.reason, 13),
    ]
    rows = [
        [
            Panel(0, 0, cut, low, [*start, *chain(*corners[:2], *corners[3:5])]),
            Panel(cut, 0, WIDTH - cut, low, [*end, *corners[2], *corners[5]]),
        ],
        [Panel.of_words(low, HEIGHT - low, verdict)],
    ]
    return Drawing.of(WIDTH, HEIGHT, square.describe(), rows)


def _corners(square: Square) -> Iterator[Iterator[Shape]]:
    """The pictures and maps with their names, and the difference of the two ends."""
    maps = square.maps
    scale = max(float(np.abs(maps[name]).max()) for name in ("φ(x)", "φ(gx)")) or 1.0
    largest = float(np.abs(maps["φ(gx) − M_gφ(x)"]).max())
    limits = [scale] * 5 + [largest if largest > ROUNDING * scale else scale]
    notes = ["", f", from −{scale:.2g} in blue to {scale:.2g} in red", *[""] * 3]
    notes.append(f", at most {largest:.2g}")
    for index, ((name, values), limit) in enumerate(zip(maps.items(), limits, strict=True)):
        picture = index % 3 == 0
        look = (GREY, 0.0, 1.0) if picture else (SIGNED, -limit, limit)
        title = f"{name}{notes[index]}"
        yield _corner(LEFTS[index % 3], TOPS[index // 3], title, colours(values, *look))


def _corner(left: float, top: float, title: str, pixels: ndarray) -> Iterator[Shape]:
    yield Text(left, top - 13, title, 12.5, bold=True)
    yield Image(left, top, *PANEL, pixels)


def _across(column: int, row: int, name: str, below: Sequence[str] = ()) -> Iterator[Shape]:
    """An arrow from a panel to the one on its right."""
    start, y = LEFTS[column] + PANEL[0] + 14, TOPS[row] + PANEL[1] / 2
    end, middle = LEFTS[column + 1] - 14, LEFTS[column + 1] - ACROSS / 2
    yield Line([(start, y), (end, y)], "black")
    yield Line([(end - 8, y - 5), (end, y), (end - 8, y + 5)], "black")
    yield Text(middle, y - 14, name, 15, anchor="middle")
    for index, words in enumerate(below):
        yield Text(middle, y + 16 + 15 * index, words, 12, anchor="middle")


def _down(column: int, share: float, words: str = "") -> Iterator[Shape]:
    """An arrow from a panel to the one below it, at a share of its width."""
    x, start, end = LEFTS[column] + share * PANEL[0], TOPS[0] + PANEL[1] + 8, TOPS[1] - 6
    yield Line([(x, start), (x, end)], "black")
    yield Line([(x - 5, end - 8), (x, end), (x + 5, end - 8)], "black")
    yield Text(x + 14, (start + end) / 2, words, 15)


def _moves(shift: tuple[int, int]) -> list[str]:
    """The parts of a shift in words."""
    names = (("down", "up"), ("right", "left"))
    parts = [
        f"{abs(number)} {forward if number > 0 else back}"
        for number, (forward, back) in zip(shift, names, strict=True)
        if number
    ]
    return parts or ["0"]


def _move(shift: tuple[int, int]) -> str:
    """A shift in words."""
    return " and ".join(_moves(shift))
