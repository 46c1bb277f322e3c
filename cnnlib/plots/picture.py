"""A figure with its alternative text, and the one style of all figures."""

from __future__ import annotations

import base64
import html
import io
import os
import textwrap
from typing import TYPE_CHECKING, Any

# matplotlib takes longer to load than all else that a notebook imports, so it loads when the first
# figure is drawn: inside the functions.
if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from matplotlib.figure import Figure

__all__ = [
    "COLOURS",
    "GREY",
    "SIGNED",
    "VALUES",
    "Picture",
    "colour_map",
    "hide_rest",
    "new_figure",
    "style",
    "wrapped",
]

#: Okabe and Ito's colours, which colour-blind people can tell apart.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
#: The maps of grey images, of values, and of signed values, white at zero.
GREY, VALUES, SIGNED = "gray", "viridis", "RdBu_r"
#: What is no number is drawn in a colour that is in none of the maps.
NAN_COLOUR = "magenta"

DPI = 110
#: How many characters of the style's font stand side by side on an inch.
CHARACTERS_PER_INCH = 12
_STYLE: Any = {  # matplotlib's own type lists every key
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlesize": 10,
    "axes.labelsize": 10,
    "figure.facecolor": "white",
    "font.size": 10,
    "image.interpolation": "nearest",
    "lines.linewidth": 1.8,
    "lines.markersize": 4,
}


class Picture:
    """A figure that a notebook shows with its alternative text, and a script as that text.

    Attributes:
        figure: the matplotlib figure.
        alt: what the figure shows, in words.
    """

    def __init__(self, figure: Figure, alt: str) -> None:
        if not alt.strip():
            raise ValueError("Picture: expected alt in words, got ''; say what the figure shows")
        self.figure = figure
        self.alt = " ".join(alt.split())

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the figure to a file, whose ending names the format."""
        with style():
            self.figure.savefig(path, dpi=DPI)

    def __repr__(self) -> str:
        return f"Figure: {self.alt}"

    def _repr_html_(self) -> str:
        # Neither JupyterLab nor nbconvert shows an alternative text for a PNG output; an <img>
        # in HTML has one everywhere.
        data = base64.b64encode(self._png()).decode()
        width = int(self.figure.get_figwidth() * 96)
        return (
            f'<img alt="{html.escape(self.alt)}" style="max-width:100%" width="{width}" '
            f'src="data:image/png;base64,{data}">'
        )

    def _repr_mimebundle_(self, **_options: Any) -> dict[str, Any]:
        return {"text/html": self._repr_html_(), "text/plain": repr(self)}

    def _png(self) -> bytes:
        stream = io.BytesIO()
        with style():
            self.figure.savefig(stream, format="png", dpi=2 * DPI)
        return stream.getvalue()


def style() -> AbstractContextManager[None]:
    """Apply the course's style for a while, and leave matplotlib's settings as they were."""
    from matplotlib import rc_context

    context: AbstractContextManager[None] = rc_context(_STYLE)
    return context


def new_figure(width: float, height: float, rows: int = 1, columns: int = 1) -> tuple[Figure, Any]:
    """A figure of its own, unknown to pyplot, and its axes as an array (rows, columns)."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(figure)
    return figure, figure.subplots(rows, columns, squeeze=False)


def wrapped(text: str, inches: float) -> str:
    """Break a text into lines of about the given width, so that neighbours do not run together.

    Example:
        >>> wrapped("max pooling with overlap", inches=1.0)
        'max pooling\\nwith overlap'
    """
    width = max(round(inches * CHARACTERS_PER_INCH), 1)
    lines = textwrap.wrap(text, width, break_long_words=False)
    # The narrowest block with as many lines: no last line that holds a single short word.
    while width > 1:
        narrower = textwrap.wrap(text, width - 1, break_long_words=False)
        if len(narrower) > len(lines):
            break
        width, lines = width - 1, narrower
    return "\n".join(lines)


def colour_map(name: str) -> Any:
    """One of matplotlib's maps, in which NaN stands out; by itself it would be white."""
    from matplotlib import colormaps

    return colormaps[name].with_extremes(bad=NAN_COLOUR)


def hide_rest(axes: Iterator[Any]) -> None:
    """Leave the axes that are not needed empty."""
    for spare in axes:
        spare.axis("off")
