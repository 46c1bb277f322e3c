"""How many parameters a dense, a local and a shared layer have, as image and layer grow."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from cnnlib import ops
from cnnlib.explorers.drawing import EDGE, WINDOW, Drawing, Line, Panel, Shape, Text
from cnnlib.explorers.explorer import WIDE, Explorer, slider
from cnnlib.explorers.plot import Plot, power
from cnnlib.plots.picture import COLOURS

__all__ = ["Layers", "draw", "motivation"]

#: Sides of the image at which the curves are computed; the first ones are close together, where a
#: window of the size of the image bends them.
SIDES = (8, 9, 10, 12, 14, 16, 20, 24, 28, 32, 48, 64, 96, 128, 192, 256, 384, 512)
#: The smallest and largest number of parameters shown.
FEWEST, MOST = 1.0, 1e14
#: A layer's colour: no two of them, and none of the window's.
COLOUR = {
    "dense": COLOURS[0],
    "dense, as many outputs": COLOURS[5],
    "local": COLOURS[3],
    "shared": COLOURS[2],
}
WIDTH, HEIGHT, TABLE = 920.0, 372.0, 470.0
PLOT = Plot(
    52,
    34,
    400,
    HEIGHT - 84,
    x=(SIDES[0], SIDES[-1]),
    y=(FEWEST, MOST),
    xlabel="side of the image, in pixels",
    ylabel="parameters (each line is 100 times the one below)",
    log="xy",
)
#: An image is never smaller than the largest window.
SMALLEST = 11


@dataclass(frozen=True)
class Layers:
    """Four layers on one image: two dense ones, a locally connected one, and a convolution.

    Args:
        side: rows and columns of the image.
        channels: of the image.
        units: hidden units of the dense layer.
        filters: output channels of the local and of the shared layer.
        kernel_size: rows and columns of their windows.

    Raises:
        ValueError: if a number is below 1, or the window is larger than the image.

    Example:
        >>> Layers(side=200).parameters["dense"]
        120001000
        >>> Layers(side=200).parameters["shared"]
        1216
    """

    side: int = 200
    channels: int = 3
    units: int = 1000
    filters: int = 16
    kernel_size: int = 5

    @property
    def in_shape(self) -> tuple[int, int, int]:
        return self.channels, self.side, self.side

    @property
    def outputs(self) -> dict[str, int]:
        """How many values each layer gives."""
        windows = self.filters * ops.output_size(self.side, self.kernel_size) ** 2
        return dict(zip(COLOUR, (self.units, windows, windows, windows), strict=True))

    @property
    def parameters(self) -> dict[str, int]:
        """How many weights and biases each layer has."""
        window = self.filters, self.kernel_size
        counts = (
            ops.dense_param_count(self.in_shape, self.units),
            ops.dense_param_count(self.in_shape, self.outputs["local"]),
            ops.local_param_count(self.in_shape, *window),
            ops.conv_param_count(self.channels, *window),
        )
        return dict(zip(COLOUR, counts, strict=True))

    @property
    def windows(self) -> str:
        """What slides over the image, in words."""
        size = f"{self.kernel_size} × {self.kernel_size}"
        return f"{_numbered(self.filters, 'filter')} of {size}"

    def of_side(self, side: int) -> Layers:
        """The same layers on an image of another size."""
        return Layers(side, self.channels, self.units, self.filters, self.kernel_size)

    def describe(self) -> str:
        """What there is to see, in words."""
        counts, dense = self.parameters, "dense, as many outputs"
        return (
            f"A picture of {self.side} × {self.side} pixels with "
            f"{_numbered(self.channels, 'channel')}. A dense layer of "
            f"{_numbered(self.units, 'hidden unit')} has {counts['dense']:,} parameters. To make "
            f"as many outputs as {self.windows}, it would need {counts[dense]:,}; local windows "
            f"need {counts['local']:,}, and shared weights {counts['shared']:,}, whatever the "
            "picture's size."
        )


def draw(
    side: int = 200, channels: int = 3, units: int = 1000, filters: int = 16, kernel_size: int = 5
) -> Drawing:
    """Parameters against the side of the image, and the numbers for the side that is chosen.

    Example:
        >>> draw(side=28, channels=1, units=100).alt.split(". ")[1]
        'A dense layer of 100 hidden units has 78,500 parameters'
    """
    layers = Layers(side, channels, units, filters, kernel_size)
    left = Panel(0, 0, TABLE, HEIGHT, [*_curves(layers)], touch=True)
    right = Panel(TABLE, 0, WIDTH - TABLE, HEIGHT, [*_table(layers)])
    return Drawing.of(WIDTH, HEIGHT, layers.describe(), [[left, right]])


def touch(x: float, y: float, **values: int) -> dict[str, int]:
    """The side of the image at a place of the plot.

    Example:
        >>> touch(452, 100, side=200)
        {'side': 512}
    """
    return {"side": max(round(PLOT.number(x)), SMALLEST)}


def _curves(layers: Layers) -> Iterator[Shape]:
    first = max(layers.kernel_size, SIDES[0])
    sides = [first, *(side for side in SIDES if side > first)]
    yield from PLOT.frame(
        [8, 16, 32, 64, 128, 256, 512], [10.0**p for p in range(0, 15, 2)], ywords=power
    )
    yield Line([PLOT.at(layers.side, FEWEST), PLOT.at(layers.side, MOST)], WINDOW, 1.5)
    by_side = [layers.of_side(side).parameters for side in sides]
    for name, colour in COLOUR.items():
        yield from PLOT.curve(sides, [counts[name] for counts in by_side], colour, 2.5)
        yield from PLOT.dot(layers.side, layers.parameters[name], colour)


def _table(layers: Layers) -> Iterator[Shape]:
    """Outputs, parameters and memory of each layer."""
    about = {
        "dense": f"dense: {_numbered(layers.units, 'hidden unit')}",
        "dense, as many outputs": "dense: as many outputs as below",
        "local": f"local: {layers.windows}, each place its own",
        "shared": f"shared: {layers.windows}, all places the same",
    }
    left, right = TABLE + 16, WIDTH - 8
    picture = f"image: {layers.channels} × {layers.side} × {layers.side}"
    yield Text(left, 22, f"{picture} = {math.prod(layers.in_shape):,} numbers", 13, bold=True)
    for index, (name, words) in enumerate(about.items()):
        top = 62.0 + 76 * index
        count = layers.parameters[name]
        yield Line([(left, top - 16), (left, top + 40)], COLOUR[name], 5)
        yield Text(left + 12, top - 8, words, 12)
        yield Text(left + 12, top + 13, f"{count:,} parameters", 17, bold=True)
        memory = f"{_bytes(4 * count)} in float32, for {_numbered(layers.outputs[name], 'output')}"
        yield Text(left + 12, top + 34, memory, 12, EDGE)
        if name != "shared":
            times = count / layers.parameters["shared"]
            words = f"{times:,.0f}" if times >= 10 else f"{times:.2g}"
            yield Text(right, top + 34, f"{words} × shared", 12, EDGE, "end")


def motivation(
    side: int = 200, channels: int = 3, units: int = 1000, filters: int = 16, kernel_size: int = 5
) -> Explorer:
    """Change the image and the layer, and see how many parameters dense, local and shared need.

    Args:
        side: rows and columns of the image, 11 to 512.
        channels: of the image, 1 to 4.
        units: hidden units of the dense layer, 1 to 4,096.
        filters: output channels of the local and the shared layer, 1 to 128.
        kernel_size: rows and columns of their windows, 1 to 11.

    Returns:
        The explorer.

    Raises:
        ValueError: if a number is out of its range.

    Example:
        >>> explorer = motivation()
        >>> explorer.controls["side"].value = 100
        >>> explorer.drawing.alt[:33]
        'A picture of 100 × 100 pixels wit'
    """
    ranges: dict[str, tuple[int, int, int]] = {
        "side": (side, SMALLEST, SIDES[-1]),
        "channels": (channels, 1, 4),
        "units": (units, 1, 4096),
        "filters": (filters, 1, 128),
        "kernel_size": (kernel_size, 1, SMALLEST),
    }
    sliders = {name: slider("motivation", name, *numbers) for name, numbers in ranges.items()}
    side_slider, *others = sliders.values()
    side_slider.layout.width = WIDE
    rows = [[side_slider], others[:2], others[2:]]
    return Explorer("Parameters", draw, sliders, rows, touch=touch)


def _bytes(count: int) -> str:
    """An amount of memory, in a unit that keeps it short.

    Example:
        >>> _bytes(4864), _bytes(480004000)
        ('4.9 kB', '480 MB')
    """
    units = ("bytes", "kB", "MB", "GB", "TB")
    thousands = min(int(math.log(count, 1000)), len(units) - 1)
    amount = count / 1000**thousands
    return f"{amount:.2g} {units[thousands]}" if amount < 10 else f"{amount:.0f} {units[thousands]}"


def _numbered(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
