"""A stack of layers to build, and what one of its output values sees of the photograph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ipywidgets as widgets
import traitlets

from cnnlib.explorers.explorer import Explorer, slider
from cnnlib.explorers.fields import DEEPEST, STACKS, Stack, draw, touch
from cnnlib.explorers.walk import walk_along
from cnnlib.ops._arguments import integer, invalid, listed

__all__ = ["LayerStack", "receptive_field"]

#: The largest kernel size, stride and dilation.
MOST = {"kernel": 11, "stride": 4, "dilation": 8}
#: How wide each one's name is, and with its number.
WIDTHS = {
    "kernel": ("94px", "144px"),
    "stride": ("44px", "94px"),
    "dilation": ("56px", "106px"),
}
#: Words for screen readers only.
UNSEEN = '<span class="cnn-unseen">{}</span>'


class LayerStack(widgets.VBox):
    """Number fields for each layer, buttons to add and to remove one, and ready-made stacks.

    Args:
        layers: (kernel_size, stride, dilation) of each layer, from the input on.

    Attributes:
        value: the layers, a tuple of triples; to be observed, and to be set as a whole.

    Raises:
        ValueError: if `value` is set to what is no stack.

    Example:
        >>> stack = LayerStack(((3, 1, 1),))
        >>> stack.add.click()
        >>> stack.fields[1][1].value = 2
        >>> stack.value
        ((3, 1, 1), (3, 2, 1))
    """

    value = traitlets.Tuple()

    def __init__(self, layers: Sequence[tuple[int, int, int]]) -> None:
        self.add = widgets.Button(description="add a layer")
        self.add.on_click(lambda _button: self._show([*self.value, self.value[-1]]))
        self.buttons = {name: _button(name) for name in STACKS}
        for name, button in self.buttons.items():
            button.on_click(lambda _button, name=name: self._show(STACKS[name]))
        # Made once: were they made anew, a person at the keyboard would lose the place.
        self._every = [self._row(index) for index in range(DEEPEST)]
        self._removers = [self._remover(index) for index in range(DEEPEST)]
        wrapping = widgets.Layout(flex_flow="row wrap")
        self._lines = [
            widgets.HBox([*fields, remover], layout=wrapping)
            for fields, remover in zip(self._every, self._removers, strict=True)
        ]
        self._filling = False
        self._rows = widgets.VBox()
        ready = widgets.HBox([*self.buttons.values(), self.add], layout=wrapping)
        super().__init__([ready, self._rows], layout=widgets.Layout(width="570px"))
        self._show(layers)

    @traitlets.validate("value")
    def _is_stack(self, proposal: Any) -> Any:
        return tuple(_checked(proposal.value))

    @traitlets.observe("value")
    def _follow(self, change: Any) -> None:
        if change.new != self._typed:
            self._show(change.new)

    def _show(self, layers: Sequence[tuple[int, int, int]]) -> None:
        """Put layers into the fields, and take them over together."""
        self.fields, self.removers = self._every[: len(layers)], self._removers[: len(layers)]
        self._filling = True
        try:
            for fields, layer in zip(self.fields, layers, strict=True):
                for field, number in zip(fields, layer, strict=True):
                    field.value = number
        finally:
            self._filling = False
        self._rows.children = self._lines[: len(layers)]
        self.add.disabled = len(layers) == DEEPEST
        self.removers[0].disabled = len(layers) == 1
        self._take()

    def _take(self, _change: object = None) -> None:
        if not self._filling:
            self.value = self._typed

    @property
    def _typed(self) -> tuple[tuple[int, ...], ...]:
        """What the fields say."""
        return tuple(tuple(field.value for field in fields) for fields in self.fields)

    def _row(self, index: int) -> list[Any]:
        fields = []
        for name, most in MOST.items():
            # Each number says whose it is to those who cannot see where it stands.
            whose = f"layer {index + 1}: "
            words = f"{whose}{name}" if name == "kernel" else f"{UNSEEN.format(whose)}{name}"
            label, width = WIDTHS[name]
            field = widgets.BoundedIntText(
                1,
                min=1,
                max=most,
                description=words,
                description_allow_html=True,
                style={"description_width": label},
                layout=widgets.Layout(width=width),
            )
            field.observe(self._take, "value")
            fields.append(field)
        return fields

    def _remover(self, index: int) -> Any:
        button = _button(f"remove {index + 1}")
        button.tooltip = f"remove layer {index + 1}"
        kept = slice(None, index), slice(index + 1, None)
        button.on_click(lambda _button: self._show([*self.value[kept[0]], *self.value[kept[1]]]))
        return button


def receptive_field(layers: Sequence[Sequence[int]] = STACKS["3 × 3 and pooling"]) -> Explorer:
    """Add, remove and change layers, and see what an output value sees of the photograph.

    Args:
        layers: from the input on, (kernel_size, stride) or (kernel_size, stride, dilation) each;
            one to eight of them, kernels up to 11, strides up to 4, dilations up to 8.

    Returns:
        The explorer.

    Raises:
        ValueError: if `layers` are none of these.

    Example:
        >>> explorer = receptive_field([(3, 1), (3, 2)])
        >>> explorer.controls["layers"].add.click()
        >>> explorer.drawing.alt[:64]
        '3 layers: by the formula an output value sees 9 pixels each way,'
    """
    stack = LayerStack(_checked(layers))
    row, column = (slider("receptive_field", name, 0, 0, 0) for name in ("row", "column"))

    def limit(_change: object = None) -> None:
        rows, columns = Stack(stack.value).out_shape
        row.max, column.max = max(rows - 1, 0), max(columns - 1, 0)

    limit()
    row.value, column.value = row.max // 2, column.max // 2
    stack.observe(limit, "value")
    controls = {"layers": stack, "row": row, "column": column}
    beside = widgets.VBox([row, column, widgets.HBox(walk_along(column, row))])
    return Explorer("Receptive field", draw, controls, [[stack, beside]], touch=touch)


def _checked(layers: Sequence[Sequence[int]]) -> list[tuple[int, int, int]]:
    """The layers as triples."""
    where, checked = "receptive_field", []
    for depth, layer in enumerate(listed(where, "layers", layers), 1):
        if not isinstance(layer, tuple | list) or len(layer) not in (2, 3):
            expected = "layers of (kernel_size, stride) or (kernel_size, stride, dilation)"
            raise invalid(where, expected, repr(layer), "write each layer as a tuple")
        kernel_size, stride, dilation = numbers = [
            integer(where, f"{name} of layer {depth}", n, 1)
            for name, n in zip(MOST, (*layer, 1)[:3], strict=True)
        ]
        if any(number > most for number, most in zip(numbers, MOST.values(), strict=True)):
            expected = "layers with " + ", ".join(f"{k} up to {most}" for k, most in MOST.items())
            raise invalid(where, expected, repr(layer), "take smaller numbers")
        checked.append((kernel_size, stride, dilation))
    if not 1 <= len(checked) <= DEEPEST:
        raise invalid(where, f"1 to {DEEPEST} layers", len(checked), "take one at least")
    return checked


def _button(name: str) -> Any:
    return widgets.Button(description=name, layout=widgets.Layout(width="auto"))
