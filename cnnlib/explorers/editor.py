"""A kernel's weights as fields to type into, with well-known kernels to start from."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets
import numpy as np
import traitlets
from numpy import ndarray

from cnnlib.explorers.controls import Buttons, FloatSlider
from cnnlib.explorers.explorer import Explorer, slider
from cnnlib.explorers.filters import PRESETS, SIZES, START, draw, photograph, preset, resized, touch
from cnnlib.explorers.walk import walk_along
from cnnlib.ops._arguments import invalid

if TYPE_CHECKING:
    from jaxtyping import Float64

__all__ = ["KernelEditor", "kernels"]

#: A weight lies between −LIMIT and LIMIT.
LIMIT = 99.0


class KernelEditor(widgets.VBox):
    """Number fields for a kernel, buttons for well-known ones, and a choice of its size.

    Args:
        name: the kernel to start with, one of `PRESETS`.
        size: rows and columns, 3 or 5.

    Attributes:
        value: the weights, a tuple of rows; to be observed, and to be set as a whole.

    Raises:
        ValueError: if there is no such kernel, or `value` is set to what is none.

    Example:
        >>> editor = KernelEditor("identity", 3)
        >>> editor.value
        ((0.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 0.0))
        >>> editor.fields[0][2].value = -2
        >>> editor.value[0]
        (0.0, 0.0, -2.0)
    """

    value = traitlets.Tuple()

    def __init__(self, name: str, size: int) -> None:
        self._seeds = count()
        weights = preset(name, size, next(self._seeds))
        sizes = [(f"{side} × {side}", side) for side in SIZES]
        self.size = Buttons(options=sizes, value=size, description="size of the kernel")
        self.buttons = {choice: self._button(choice) for choice in PRESETS}
        self._grids = {side: self._grid(side) for side in SIZES}
        self._filling = False
        wrapping = widgets.Layout(flex_flow="row wrap")
        presets = widgets.HBox([self.size, *self.buttons.values()], layout=wrapping)
        self._shown = widgets.VBox()
        super().__init__([presets, self._shown], layout=widgets.Layout(width="440px"))
        self._fill(weights)
        self.size.observe(self._resize, "value")

    @property
    def fields(self) -> list[list[Any]]:
        """The number fields of the kernel's rows."""
        return self._grids[self.size.value]

    def choose(self, name: str) -> None:
        """Take a well-known kernel of this size; each random one is another."""
        self._fill(preset(name, self.size.value, next(self._seeds)))

    @traitlets.validate("value")
    def _is_kernel(self, proposal: Any) -> Any:
        shape = np.shape(proposal.value)
        if shape not in [(side, side) for side in SIZES]:
            expected = f"kernel of shape (k, k), k one of {SIZES}"
            raise invalid("kernels", expected, shape, "pass a tuple of rows")
        return proposal.value

    @traitlets.observe("value")
    def _follow(self, change: Any) -> None:
        if change.new != self._typed:
            self._fill(np.array(change.new))

    def _resize(self, change: Any) -> None:
        if not self._filling:
            self._fill(resized(np.array(self.value), change.new))

    def _fill(self, weights: Float64[ndarray, "k k"]) -> None:
        """Put weights into the fields, and take them over together."""
        self._filling = True
        try:
            self.size.value = len(weights)
            for (row, column), weight in np.ndenumerate(weights):
                self.fields[row][column].value = float(weight)
        finally:
            self._filling = False
        self._shown.children = [widgets.HBox(row) for row in self.fields]
        self._take()

    def _take(self, _change: object = None) -> None:
        if not self._filling:
            self.value = self._typed

    @property
    def _typed(self) -> tuple[tuple[float, ...], ...]:
        """What the fields say."""
        return tuple(tuple(field.value for field in row) for row in self.fields)

    def _grid(self, side: int) -> list[list[Any]]:
        return [[self._field(row, column) for column in range(side)] for row in range(side)]

    def _field(self, row: int, column: int) -> Any:
        # The description is what a screen reader calls the field; for the eye, its place says it.
        field = widgets.BoundedFloatText(
            min=-LIMIT,
            max=LIMIT,
            step=0.1,
            description=f"weight in row {row}, column {column}",
            style={"description_width": "0px"},
            layout=widgets.Layout(width="72px"),
        )
        field.observe(self._take, "value")
        return field

    def _button(self, name: str) -> Any:
        button = widgets.Button(description=name, layout=widgets.Layout(width="auto"))
        button.on_click(lambda _button: self.choose(name))
        return button


def kernels(start: str = "Sobel, left to right", size: int = 3) -> Explorer:
    """Edit a kernel, see the photograph filtered, and follow the sum behind one output pixel.

    Args:
        start: the kernel to begin with, one of `PRESETS`.
        size: its rows and columns, 3 or 5.

    Returns:
        The explorer.

    Raises:
        ValueError: if there is no such kernel.

    Example:
        >>> explorer = kernels("identity")
        >>> explorer.set(row=3, column=4, bias=1.0)
        >>> explorer.drawing.alt[:41]
        'Output row 3, column 4: the 9 products ad'
    """
    kernel = KernelEditor(start, size)
    rows, columns = photograph().shape
    row = slider("kernels", "row", START[0], 0, rows - size)
    column = slider("kernels", "column", START[1], 0, columns - size)

    def limit(_change: object = None) -> None:
        row.max, column.max = rows - len(kernel.value), columns - len(kernel.value)

    kernel.observe(limit, "value")
    bias = FloatSlider(0.0, min=-1.0, max=1.0, step=0.05, description="bias")
    controls = {"kernel": kernel, "bias": bias, "row": row, "column": column}
    walk = widgets.HBox(walk_along(column, row))
    beside = widgets.VBox([bias, row, column, walk])
    return Explorer("Kernels", draw, controls, [[kernel, beside]], touch=touch)
