"""Controls for the keyboard and for screen readers: sliders, lists and buttons to choose from.

In Python they are ipywidgets'. On the page they are the browser's own, because with those of
ipywidgets a slider's handle has no name, buttons do not say which of them is chosen, and JupyterLab
takes the arrow keys away from sliders and lists.
"""

from __future__ import annotations

from pathlib import Path

import anywidget
import ipywidgets as widgets
import traitlets

__all__ = ["Buttons", "FloatSlider", "IntSlider", "List"]


class _Native(anywidget.AnyWidget):
    """What controls.js draws, and explorer.css styles."""

    _esm = Path(__file__).with_name("controls.js")
    _css = Path(__file__).with_name("explorer.css")
    look = traitlets.Unicode().tag(sync=True)


class IntSlider(_Native, widgets.BoundedIntText):
    """A slider for whole numbers, and a field to type them into.

    Example:
        >>> side = IntSlider(5, min=1, max=9, description="side")
        >>> side.value = 12
        >>> side.value
        9
    """

    look = traitlets.Unicode("slider").tag(sync=True)


class FloatSlider(_Native, widgets.BoundedFloatText):
    """A slider for real numbers, likewise.

    Example:
        >>> bias = FloatSlider(0.5, min=-1.0, max=1.0, step=0.05, description="bias")
        >>> bias.max, bias.step
        (1.0, 0.05)
    """

    look = traitlets.Unicode("slider").tag(sync=True)


class List(_Native, widgets.Dropdown):
    """A list that drops down.

    Example:
        >>> List(options=["max", "average"], value="average", description="kind").index
        1
    """

    look = traitlets.Unicode("list").tag(sync=True)


class Buttons(_Native, widgets.ToggleButtons):
    """Round buttons side by side, one of which is chosen; for a few short options.

    Example:
        >>> Buttons(options=[("3 × 3", 3), ("5 × 5", 5)], value=5, description="size").value
        5
    """

    look = traitlets.Unicode("buttons").tag(sync=True)
