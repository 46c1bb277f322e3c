"""Activation functions, the tangent at a point, and what n such slopes leave of a gradient."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy import ndarray

from cnnlib import ops
from cnnlib.explorers.controls import Buttons, FloatSlider
from cnnlib.explorers.drawing import EDGE, WINDOW, Drawing, Line, Panel, Shape, Text
from cnnlib.explorers.explorer import WIDE, Explorer, slider
from cnnlib.explorers.plot import Plot, power
from cnnlib.ops._arguments import invalid, number
from cnnlib.plots.picture import COLOURS

if TYPE_CHECKING:
    from jaxtyping import Float64

    Elementwise = Callable[[ndarray], ndarray]

__all__ = ["FUNCTIONS", "Chain", "activations", "draw"]

#: A function's colour; the point and its tangent have the window's.
COLOUR = {
    "sigmoid": COLOURS[0],
    "tanh": COLOURS[2],
    "ReLU": COLOURS[3],
    "leaky ReLU": COLOURS[4],
    "ELU": COLOURS[5],
}
FUNCTIONS = tuple(COLOUR)
#: How far z goes to both sides, how deep a network is at most, and the steepest negative side.
REACH, DEEPEST, STEEPEST = 5.0, 50, 1.5
#: The values shown, of functions that squash and of the others, and the gradients shown.
SQUASHED, OPEN, GRADIENTS = (-1.5, 1.5), (-2.5, 5.2), (1e-24, 1e6)
#: The page, and where its second and its third part begin.
WIDTH, HEIGHT, CUTS = 920.0, 346.0, (358.0, 690.0)
#: Where the first function stands in the table, and from one to the next.
LINES, LINE = 52.0, 54.0
DEPTH = Plot(
    406,
    34,
    270,
    HEIGHT - 84,
    x=(0, DEEPEST),
    y=GRADIENTS,
    xlabel="layers that the gradient has come through",
    ylabel="what is left of a gradient of 1",
    log="y",
)


@dataclass(frozen=True)
class Chain:
    """An activation function at a point, and the product of its slopes through some layers.

    Args:
        function: one of `FUNCTIONS`.
        z: the input of the function, the same in every layer.
        layers: how many slopes are multiplied.
        negative_slope: of leaky ReLU.

    Example:
        >>> sigmoid = Chain("sigmoid", z=0.0, layers=10)
        >>> sigmoid.value, sigmoid.slope, sigmoid.gradient
        (0.5, 0.25, 9.5367431640625e-07)
    """

    function: str = "sigmoid"
    z: float = 0.0
    layers: int = 10
    negative_slope: float = 0.01

    def both(self) -> tuple[Elementwise, Elementwise]:
        """The function and its gradient, of arrays."""
        slope = self.negative_slope
        functions: dict[str, tuple[Elementwise, Elementwise]] = {
            "sigmoid": (ops.sigmoid, ops.sigmoid_grad),
            "tanh": (ops.tanh, ops.tanh_grad),
            "ReLU": (ops.relu, ops.relu_grad),
            "leaky ReLU": (
                partial(ops.leaky_relu, negative_slope=slope),
                partial(ops.leaky_relu_grad, negative_slope=slope),
            ),
            "ELU": (ops.elu, _elu_grad),
        }
        return functions[self.function]

    @property
    def value(self) -> float:
        return float(self.both()[0](np.array([self.z]))[0])

    @property
    def slope(self) -> float:
        return float(self.both()[1](np.array([self.z]))[0])

    @property
    def gradient(self) -> float:
        """What is left of a gradient of 1."""
        return self.through(self.layers)

    def through(self, layers: int) -> float:
        """What is left of a gradient of 1 after so many layers."""
        pre_activations = np.full((layers, 1), self.z)
        return float(ops.chain_gradient(self.both()[1], pre_activations)[0])

    def tangent(self, z: Float64[ndarray, " n"]) -> Float64[ndarray, " n"]:
        return self.value + self.slope * (z - self.z)

    def describe(self) -> str:
        """What there is to see, in words."""
        number_of = "1 layer" if self.layers == 1 else f"{self.layers} layers"
        left = scientific(self.gradient)
        fate = "vanishes" if self.gradient < 1e-3 else "survives"
        if self.slope == 0:
            fate = "is lost, since the unit is off and lets nothing through"
        elif self.gradient > 1e3:
            fate = "explodes"
        return (
            f"{self.function} at z = {scientific(self.z)}: value {scientific(self.value)}, slope "
            f"{scientific(self.slope)}. Through {number_of} with this z, a gradient of 1 becomes "
            f"{left}: it {fate}."
        )


def draw(
    function: str = "sigmoid", z: float = 0.0, layers: int = 10, negative_slope: float = 0.01
) -> Drawing:
    """The function with its tangent, and all functions' gradients against depth.

    Example:
        >>> draw("tanh", z=0.0, layers=3).alt[:60]
        'tanh at z = 0: value 0, slope 1. Through 3 layers with this '
    """
    chain = Chain(function, z, layers, negative_slope)
    every = [Chain(name, z, layers, negative_slope) for name in FUNCTIONS]
    ends = (0.0, *CUTS, WIDTH)
    parts = (_function(chain), _depth(chain, every), _table(chain, every))
    row = [
        Panel(start, 0, end - start, HEIGHT, [*shapes], touch=True)
        for (start, end), shapes in zip(pairwise(ends), parts, strict=True)
    ]
    return Drawing.of(WIDTH, HEIGHT, chain.describe(), [row])


def touch(x: float, y: float, **values: Any) -> dict[str, Any]:
    """The z, the number of layers or the function at a place of the drawing.

    Example:
        >>> touch(191, 100), touch(406, 100), touch(800, 60)
        ({'z': 0.0}, {'layers': 1}, {'function': 'sigmoid'})
    """
    if x < CUTS[0]:
        return {"z": round(_function_plot("sigmoid").number(x), 1)}
    if x < CUTS[1]:
        return {"layers": max(round(DEPTH.number(x)), 1)}
    line = math.floor((y - LINES + 18) / LINE)
    return {"function": FUNCTIONS[line]} if 0 <= line < len(FUNCTIONS) else {}


def _function_plot(function: str) -> Plot:
    return Plot(
        36,
        34,
        310,
        HEIGHT - 84,
        x=(-REACH, REACH),
        y=SQUASHED if function in ("sigmoid", "tanh") else OPEN,
        xlabel="z, the input of the function",
        ylabel=f"{function} (thick), its slope (thin), tangent (orange)",
    )


def _function(chain: Chain) -> Iterator[Shape]:
    """The function, its slope at every z, and the tangent."""
    plot = _function_plot(chain.function)
    squashes = plot.y == SQUASHED
    yield from plot.frame([-4, -2, 0, 2, 4], [-1, -0.5, 0, 0.5, 1] if squashes else range(-2, 6))
    z = np.linspace(-REACH, REACH, 201)
    function, gradient = chain.both()
    colour = COLOUR[chain.function]
    yield from plot.curve(z, gradient(z), EDGE, 1.4)
    yield from plot.curve(z, function(z), colour, 3.5)
    yield from plot.curve(z, chain.tangent(z), WINDOW, 1.8)
    yield from plot.dot(chain.z, chain.slope, EDGE, 4.5)
    yield from plot.dot(chain.z, chain.value, WINDOW, 6.5)


def _depth(chain: Chain, every: list[Chain]) -> Iterator[Shape]:
    """What is left of a gradient after 1 to 50 layers, for each function."""
    yield from DEPTH.frame(range(0, 51, 10), [10.0**p for p in range(-24, 7, 6)], ywords=power)
    depths = range(DEEPEST + 1)
    # The chosen one is drawn last, on top of the others.
    for one in sorted(every, key=lambda one: one.function == chain.function):
        chosen = one.function == chain.function
        left = [one.slope**depth for depth in depths]
        yield from DEPTH.curve(depths, left, COLOUR[one.function], 3.5 if chosen else 1.5)
    yield Line(
        [DEPTH.at(chain.layers, GRADIENTS[0]), DEPTH.at(chain.layers, GRADIENTS[1])], WINDOW, 1.2
    )
    yield from DEPTH.dot(chain.layers, chain.gradient, WINDOW, 6.5)
    if chain.gradient < GRADIENTS[0]:
        words = f"{scientific(chain.gradient)}: below this scale"
        right, bottom = DEPTH.at(DEEPEST, GRADIENTS[0])
        yield Text(right - 6, bottom - 12, words, 12, WINDOW, "end", bold=True)


def _table(chain: Chain, every: list[Chain]) -> Iterator[Shape]:
    """Slope and gradient of each function at this point."""
    left, right = 704.0, WIDTH - 8
    layers = "1 layer" if chain.layers == 1 else f"{chain.layers} layers"
    yield Text(left, 22, f"{layers} with z = {scientific(chain.z)}", 13, bold=True)
    for index, one in enumerate(every):
        top = LINES + LINE * index
        chosen = one.function == chain.function
        yield Line([(left, top - 10), (left, top + 30)], COLOUR[one.function], 7 if chosen else 4)
        yield Text(left + 12, top, one.function, 12.5, bold=chosen)
        yield Text(right, top, f"slope {scientific(one.slope)}", 12, EDGE, "end")
        words = f"gradient {scientific(one.gradient)}"
        yield Text(left + 12, top + 20, words, 14, bold=chosen)


def activations(
    function: str = "sigmoid", z: float = 1.0, layers: int = 10, negative_slope: float = 0.01
) -> Explorer:
    """Move a point along an activation function, and see what its slope leaves of a gradient.

    Args:
        function: one of `FUNCTIONS`: sigmoid, tanh, ReLU, leaky ReLU, ELU.
        z: the point, −5 to 5.
        layers: how many layers a gradient comes through, 1 to 50.
        negative_slope: of leaky ReLU, 0 to 1.5.

    Returns:
        The explorer.

    Raises:
        ValueError: if there is no such function, or a number is out of its range.

    Example:
        >>> explorer = activations("ReLU")
        >>> explorer.controls["z"].value = -1.0
        >>> explorer.drawing.alt[-70:]
        'becomes 0: it is lost, since the unit is off and lets nothing through.'
    """
    if function not in FUNCTIONS:
        expected = f"function to be one of {', '.join(FUNCTIONS)}"
        raise invalid("activations", expected, repr(function), "pick one of these")
    controls = {
        "function": Buttons(options=FUNCTIONS, value=function, description="function"),
        "z": _real("z", z, -REACH, REACH, 0.1),
        "layers": slider("activations", "layers", layers, 1, DEEPEST),
        "negative_slope": _real("negative_slope", negative_slope, 0.0, STEEPEST, 0.01),
    }
    function_row, point, *others = controls.values()
    point.layout.width = WIDE
    rows = [[function_row], [point], others]
    return Explorer("Activation functions", draw, controls, rows, touch=touch)


def _real(name: str, value: float, low: float, high: float, step: float) -> FloatSlider:
    """A slider for real numbers."""
    if not low <= (value := number("activations", name, value)) <= high:
        raise invalid("activations", f"{name} from {low:g} to {high:g}", value, "pass one of these")
    words = name.replace("_", " ")
    return FloatSlider(value, min=low, max=high, step=step, description=words)


def _elu_grad(x: ndarray) -> Float64[ndarray, "..."]:
    """The slope of `elu` with `alpha` 1."""
    return np.where(x > 0, 1.0, np.exp(np.minimum(x, 0.0)))


def scientific(value: float) -> str:
    """A number of any size, short.

    Example:
        >>> scientific(-0.25), scientific(-0.0), scientific(9.54e-07), scientific(3.0)
        ('−0.25', '0', '9.5 · 10⁻⁷', '3')
    """
    if value == 0:
        return "0"
    if 1e-3 <= abs(value) < 1e4:
        return f"{value:.3g}".replace("-", "−")
    exponent = math.floor(math.log10(abs(value)))
    return f"{value / 10.0**exponent:.1f} · {power(10.0**exponent)}".replace("-", "−")
