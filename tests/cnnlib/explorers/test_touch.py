"""A press on a drawing leads to what is drawn there."""

from __future__ import annotations

from typing import Any

import pytest

from cnnlib import explorers
from cnnlib.explorers.drawing import WINDOW, Box, Panel
from cnnlib.explorers.plot import Dot

#: Explorers in which a window is led about, how thick its outline is at least, how they open, and
#: places of the window.
WINDOWS: list[tuple[str, float, dict[str, Any], list[dict[str, int]]]] = [
    ("kernels", 2.0, {}, [{"row": 0, "column": 0}, {"row": 117, "column": 177}]),
    ("kernels", 2.0, {"size": 5}, [{"row": 7, "column": 90}, {"row": 115, "column": 175}]),
    ("stride_and_padding", 3.0, {"padding": 2}, [{"place": n} for n in (1, 8, 9, 56)]),
    ("stride_and_padding", 3.0, {"stride": 2, "kernel_size": 2}, [{"place": n} for n in (1, 5)]),
    ("stride_and_padding", 3.0, {"height": 9, "dilation": 2}, [{"place": n} for n in (2, 7)]),
    ("receptive_field", 2.5, {}, [{"row": 0, "column": 0}, {"row": 12, "column": 19}]),
    ("receptive_field", 2.5, {"layers": [(4, 3), (2, 1, 3)]}, [{"row": 2, "column": 5}]),
    ("pooling", 3.0, {}, [{"place": n} for n in (1, 6, 20)]),
    ("pooling", 3.0, {"kernel_size": 3, "stride": 1}, [{"place": n} for n in (1, 9, 48)]),
    ("pooling", 3.0, {"kernel_size": 2, "stride": 3}, [{"place": n} for n in (1, 5, 9)]),
]


def touched(explorer: explorers.Explorer) -> list[Panel]:
    """The panels of its drawing in which a press does something."""
    return [panel for row in explorer.drawing.rows for panel in row if panel.touch]


def press(explorer: explorers.Explorer, x: float, y: float) -> None:
    explorer.picture.press(x, y)


class TestWindow:
    """It goes where a pointer is pressed."""

    @pytest.mark.parametrize(("name", "thick", "arguments", "places"), WINDOWS)
    def test_comes_back_to_where_it_was_drawn(self, name, thick, arguments, places):
        explorer = getattr(explorers, name)(**arguments)
        start = explorer.values
        for place in places:
            explorer.set(**place)
            outlines = [
                shape
                for panel in touched(explorer)
                for shape in panel.shapes
                if isinstance(shape, Box) and shape.stroke == WINDOW and shape.thick >= thick
            ]
            assert outlines
            for box in outlines:
                explorer.set(**start)
                press(explorer, box.x + box.width / 2, box.y + box.height / 2)
                assert {name: explorer.values[name] for name in place} == place

    @pytest.mark.parametrize(("name", "thick", "arguments", "places"), WINDOWS)
    def test_stays_on_the_picture_when_a_pointer_leaves_it(self, name, thick, arguments, places):
        explorer = getattr(explorers, name)(**arguments)
        for panel in touched(explorer):
            for x in (panel.left, panel.left + panel.width - 1):
                for y in (panel.top, panel.top + panel.height - 1):
                    press(explorer, x, y)
                    place = {n: v for n, v in explorer.values.items() if n in places[0]}
                    for control, value in place.items():
                        control = explorer.controls[control]
                        assert control.min <= value <= control.max


class TestPoint:
    """On a curve it is dragged along."""

    def test_is_dragged_along_the_function_and_along_the_layers(self):
        explorer = explorers.activations()
        for z, layers in ((-5.0, 1), (0.3, 7), (5.0, 50)):
            explorer.set(z=z, layers=layers)
            dots = [
                shape
                for panel in touched(explorer)
                for shape in panel.shapes
                if isinstance(shape, Dot) and shape.fill == WINDOW and shape.radius > 6
            ]
            explorer.set(z=1.0, layers=20)
            for dot in dots:
                press(explorer, dot.x, dot.y)
            assert explorer.values["z"] == pytest.approx(z)
            assert explorer.values["layers"] == (layers if len(dots) == 2 else 20)

    def test_chooses_the_function_in_the_table(self):
        explorer = explorers.activations()
        names = {shape.words: shape for shape in explorer.drawing.shapes if hasattr(shape, "words")}
        for name in ("ELU", "sigmoid", "leaky ReLU", "tanh", "ReLU"):
            press(explorer, names[name].x, names[name].y)
            assert explorer.values["function"] == name

    def test_is_dragged_along_the_sizes_of_an_image(self):
        explorer = explorers.motivation()
        for side in (11, 64, 200, 512):
            explorer.set(side=side)
            dot = next(shape for shape in explorer.drawing.shapes if isinstance(shape, Dot))
            explorer.set(side=100)
            press(explorer, dot.x, dot.y)
            assert explorer.values["side"] == pytest.approx(side, abs=1)
