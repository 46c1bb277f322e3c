"""Whatever an explorer shows, nothing is cut off: each shape lies in its panel, as it is drawn."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from cnnlib import explorers
from cnnlib.explorers.drawing import Drawing, Panel, Shape, Text, _font

#: States in which a drawing has the most, the least, or the longest to show.
STATES: list[tuple[str, dict[str, Any]]] = [
    ("motivation", {}),
    ("motivation", {"side": 11, "channels": 1, "units": 1, "filters": 1, "kernel_size": 11}),
    ("motivation", {"side": 512, "channels": 4, "units": 4096, "filters": 128}),
    ("kernels", {}),
    ("kernels", {"start": "random", "size": 5}),
    ("kernels", {"start": "blur", "size": 5}),
    ("stride_and_padding", {}),
    ("stride_and_padding", {"height": 9, "width": 9, "padding": 3, "kernel_size": 5}),
    ("stride_and_padding", {"height": 9, "width": 9, "padding": 3, "dilation": 3, "stride": 4}),
    ("stride_and_padding", {"height": 1, "width": 1, "kernel_size": 1, "padding": 0}),
    ("stride_and_padding", {"height": 2, "width": 9, "padding": 3, "mode": "reflect"}),
    ("stride_and_padding", {"height": 1, "width": 2, "kernel_size": 5, "padding": 0}),
    ("receptive_field", {}),
    ("receptive_field", {"layers": [(11, 4, 8)] * 8}),
    ("receptive_field", {"layers": [(3, 1, 8), (2, 2)] * 4}),
    ("receptive_field", {"layers": [(1, 1)]}),
    ("activations", {}),
    ("activations", {"function": "leaky ReLU", "z": -5.0, "layers": 50}),
    ("activations", {"function": "leaky ReLU", "z": -5.0, "layers": 50, "negative_slope": 1.5}),
    ("pooling", {}),
    ("pooling", {"kernel_size": 1, "stride": 1, "down": -4, "right": -4}),
    ("pooling", {"kernel_size": 4, "stride": 4, "picture": "one bright pixel"}),
    ("pooling", {"kernel_size": 4, "stride": 1, "kind": "average"}),
    ("symmetry", {}),
    ("symmetry", {"down": -8, "right": -8, "stride": 4, "pooling": "average", "blur": True}),
    ("symmetry", {"padding": "replicate", "stride": 2}),
    ("training", {"images": 500, "epochs": 1, "device": "cpu"}),
]


@cache
def drawing(state: int) -> Drawing:
    """What an explorer shows in one of these states."""
    name, arguments = STATES[state]
    drawn: Drawing = getattr(explorers, name)(**arguments).drawing
    return drawn


def edges(shape: Shape) -> tuple[float, float, float, float]:
    """Left, right, top and bottom of a shape, of a text as wide as it is on paper."""
    one: Any = shape
    if isinstance(shape, Text):
        width = _font(100, one.bold).getlength(one.words.replace("_g", "g")) * one.size / 100
        left = one.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[one.anchor] * width
        return left, left + width, one.y - one.size / 2, one.y + one.size / 2
    if hasattr(shape, "points"):
        xs, ys = zip(*one.points, strict=True)
        return min(xs), max(xs), min(ys), max(ys)
    if hasattr(shape, "radius"):
        return one.x - one.radius, one.x + one.radius, one.y - one.radius, one.y + one.radius
    return one.x, one.x + one.width, one.y, one.y + one.height


def outside(panel: Panel) -> list[Shape]:
    """The shapes that a browser would cut off."""
    found = []
    for shape in panel.shapes:
        left, right, top, bottom = edges(shape)
        across = panel.left <= left and right <= panel.left + panel.width
        down = panel.top <= top and bottom <= panel.top + panel.height
        if not (across and down):
            found.append(shape)
    return found


EVERY = pytest.mark.parametrize("state", range(len(STATES)), ids=lambda state: STATES[state][0])


class TestPanels:
    """Each lies on the page, beside the one before it, and holds its shapes."""

    @EVERY
    def test_hold_their_shapes(self, state):
        panels = [panel for row in drawing(state).rows for panel in row]
        assert panels
        assert [outside(panel) for panel in panels] == [[] for _ in panels]

    @EVERY
    def test_lie_side_by_side_on_the_page(self, state):
        for row in drawing(state).rows:
            for one, following in pairwise(row):
                assert one.left + one.width <= following.left + 0.01
            assert all(panel.left + panel.width <= drawing(state).width + 0.01 for panel in row)
            assert all(panel.top + panel.height <= drawing(state).height + 0.01 for panel in row)
