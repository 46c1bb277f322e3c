"""A drawing on the page that says where it is pressed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets

__all__ = ["Picture"]


class Picture(anywidget.AnyWidget):
    """HTML with drawings in it, in which a pointer may be pressed and dragged.

    Only in what has the attribute `data-touch`. Whatever a pointer does here, sliders do as well,
    so that nobody needs one.

    Attributes:
        value: the HTML; to be set.

    Example:
        >>> picture = Picture(value="<svg data-touch></svg>")
        >>> picture.on_press(lambda x, y: print("pressed at", x, y))
        >>> picture.press(3.0, 4.0)
        pressed at 3.0 4.0
    """

    _esm = Path(__file__).with_name("picture.js")
    _css = Path(__file__).with_name("explorer.css")
    value = traitlets.Unicode().tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self._listeners: list[Callable[[float, float], None]] = []
        self.on_msg(lambda _widget, place, _buffers: self.press(place["x"], place["y"]))

    def on_press(self, listener: Callable[[float, float], None]) -> None:
        """Have a function called with x and y, in the drawing's own pixels, at every press."""
        self._listeners.append(listener)

    def press(self, x: float, y: float) -> None:
        """Do what a press at this place does."""
        for listener in self._listeners:
            listener(x, y)
