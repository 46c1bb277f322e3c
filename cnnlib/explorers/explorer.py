"""Controls, and the drawing that follows them."""

from __future__ import annotations

import base64
import html
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from cnnlib.explorers.controls import IntSlider, List
from cnnlib.explorers.drawing import Drawing
from cnnlib.explorers.newest import Newest
from cnnlib.explorers.picture import Picture
from cnnlib.ops._arguments import integer, invalid

__all__ = ["WIDE", "Explorer", "choice", "slider"]

#: Of the slider that matters most: as wide as two others.
WIDE = "556px"


class Explorer:
    """A drawing that follows controls, in a notebook, and stands still everywhere else.

    A notebook with a running kernel shows the controls, the drawing, and under it the drawing's
    words, which a screen reader speaks when they change. A burst of changes is drawn once, with the
    newest values. Exported pages, paper and scripts get the drawing or the words.

    Args:
        title: what is explored, in a few words.
        draw: makes the drawing from the controls' values; a pure function.
        controls: widgets with a `value`, by the name of `draw`'s argument.
        rows: how the controls, and buttons that change them, stand: from top to bottom, and in each
            row from left to right. By default each control has a row of its own.
        resets: whether a button leads back to the start; not where the controls also show what goes
            on by itself.
        touch: what a press on the drawing does: from its x and y and the controls' values to new
            values, by the controls' names; a pure function.

    Attributes:
        controls: as passed.
        reset: the button that moves all controls back to where they started.
        picture: the drawing's widget, in which a pointer may be pressed.
        widget: all of it as one ipywidget, to be put into others.

    Raises:
        ValueError: from `draw`, if it cannot draw the starting values.

    Example:
        >>> from cnnlib.explorers.drawing import Box
        >>> def draw(side):
        ...     return Drawing(99, 99, f"A square of {side}.", [Box(0, 0, side, side)])
        >>> squares = Explorer("Squares", draw, {"side": widgets.IntSlider(5)})
        >>> squares
        Squares: A square of 5.
        >>> squares.controls["side"].value = 7
        >>> squares.drawing.alt
        'A square of 7.'
    """

    def __init__(
        self,
        title: str,
        draw: Callable[..., Drawing],
        controls: Mapping[str, Any],
        rows: Sequence[Sequence[Any]] | None = None,
        resets: bool = True,
        touch: Callable[..., Mapping[str, Any]] | None = None,
    ) -> None:
        self.title, self.controls = title, dict(controls)
        self._draw, self._held = draw, False
        self._newest = Newest(self._redraw)
        self.picture, self._words = Picture(), widgets.HTML()
        self._redraw()
        for control in self.controls.values():
            control.observe(self._changed, names="value")
        rows = [[control] for control in self.controls.values()] if rows is None else rows
        if touch is not None:
            self.picture.on_press(lambda x, y: self.set(**touch(x, y, **self.values)))
        self.reset, start = widgets.Button(description="reset"), self.values
        self.reset.layout.width = "70px"
        self.reset.on_click(lambda _button: self.set(**start))
        if resets:
            rows = [*rows[:-1], [*rows[-1], self.reset]]
        self.widget = widgets.VBox([*map(_row, rows), self.picture, self._words])
        self.widget.add_class("cnn-explorer")

    @property
    def values(self) -> dict[str, Any]:
        """What the controls say."""
        return {name: control.value for name, control in self.controls.items()}

    @property
    def drawing(self) -> Drawing:
        """The drawing of the newest values, also while it is still to be shown."""
        self._newest.finish()
        return self._drawing

    def set(self, **values: Any) -> None:
        """Move several controls, and draw once.

        Raises:
            ValueError: if there is no control of a name.
        """
        if unknown := [name for name in values if name not in self.controls]:
            raise ValueError(
                f"{self.title}: expected the name of a control, got {unknown[0]!r}; "
                f"there are {', '.join(self.controls)}"
            )
        with self.held():
            for name, value in values.items():
                self.controls[name].value = value

    @contextmanager
    def held(self) -> Iterator[None]:
        """Draw only at the end of what is done meanwhile."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
            self._newest.request()

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the drawing to a file: SVG if its name ends so, else PNG."""
        path = Path(path)
        svg = path.suffix == ".svg"
        path.write_bytes(self.drawing.svg().encode() if svg else self.drawing.png())

    def __repr__(self) -> str:
        return f"{self.title}: {self.drawing.alt}"

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        # A front end takes the first that it can show: the widget, the SVG in an exported page, the
        # PNG in a PDF, the words in a terminal.
        title = f"<strong>{html.escape(self.title)}</strong>"
        words = f"<p>{html.escape(self.drawing.alt)}</p>"
        return {
            **self.widget._repr_mimebundle_(**options),
            "text/html": f"<div>{title}<br>{self.drawing.html()}{words}</div>",
            "image/png": base64.b64encode(self.drawing.png()).decode(),
            "text/plain": repr(self),
        }

    def _changed(self, _change: object) -> None:
        if not self._held:
            self._newest.request()

    def _redraw(self) -> None:
        self._drawing = self._draw(**self.values)
        self.picture.value = self._drawing.html()
        words = html.escape(self._drawing.alt)
        self._words.value = f'<div role="status" aria-live="polite">{words}</div>'


def slider(where: str, name: str, value: int, low: int, high: int) -> Any:
    """A slider for whole numbers, named as the argument that it stands for.

    Args:
        where: the public function that was called.
        name: its argument.
        value: where the slider starts.
        low: its smallest value.
        high: its largest value.

    Returns:
        The widget.

    Raises:
        ValueError: if `value` is no whole number from `low` to `high`.

    Example:
        >>> slider("pooling", "kernel_size", 2, 1, 5).description
        'kernel size'
    """
    if not low <= (value := integer(where, name, value)) <= high:
        raise invalid(where, f"{name} from {low} to {high}", value, f"pass {name}={low}, say")
    return IntSlider(value, low, high, description=name.replace("_", " "))


def choice(where: str, name: str, value: Any, options: Sequence[Any]) -> Any:
    """A list to choose from, named as the argument that it stands for.

    Args:
        where: the public function that was called.
        name: its argument.
        value: what is chosen at first.
        options: all that may be chosen.

    Returns:
        The widget.

    Raises:
        ValueError: if `value` is not one of the options.

    Example:
        >>> choice("pooling", "kind", "max", ("max", "average")).value
        'max'
    """
    if value not in options:
        known = ", ".join(map(repr, options))
        raise invalid(where, f"{name} to be one of {known}", repr(value), "pick one of these")
    return List(options=list(options), value=value, description=name.replace("_", " "))


def _row(members: Sequence[Any]) -> Any:
    layout = widgets.Layout(flex_flow="row wrap")
    return widgets.HBox(list(members), layout=layout)
