"""An explorer on a page, and its twin in this process, which says what the page should show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import ipywidgets as widgets
import nbformat
from lab_support import Cell, Walk
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Locator, expect

from autograder.files import write_atomically
from cnnlib import explorers
from cnnlib.explorers.controls import Buttons, FloatSlider, IntSlider, List
from cnnlib.explorers.picture import Picture

#: Every explorer, with arguments that make it quick.
EXPLORERS: dict[str, dict[str, Any]] = {
    "motivation": {},
    "kernels": {},
    "stride_and_padding": {},
    "receptive_field": {"layers": [(3, 1), (2, 2)]},
    "activations": {"function": "leaky ReLU", "z": -1.0},
    "pooling": {},
    "symmetry": {"padding": "zeros", "stride": 2},
    "training": {"images": 500, "epochs": 1, "device": "cpu"},
}
#: Whether a page's picture is a drawing: written as the browser writes both.
IS_DRAWN = """
([explorer, drawing]) => {
    const page = document.createElement('div');
    page.innerHTML = drawing;
    return explorer.querySelector('.cnn-picture').innerHTML === page.innerHTML;
}
"""
#: The kernel may have shown another explorer before.
CLEAN = "import ipywidgets\nfrom cnnlib import explorers\n\nipywidgets.Widget.close_all()"
#: Words that only a screen reader says stand in a span of their own.
TAGS = re.compile("<[^>]*>")


@dataclass
class Stop:
    """A place at which the Tab key stops, and what one key changes there."""

    role: str
    name: str
    key: str
    #: Does to the twin what the key does on the page; None starts what goes on by itself.
    move: Callable[[], object] | None


class Page:
    """An explorer in a notebook, beside its twin."""

    def __init__(self, walk: Walk, name: str, **arguments: Any) -> None:
        given = ", ".join(
            f"{key}={value!r}" for key, value in (EXPLORERS[name] | arguments).items()
        )
        sources = [CLEAN, f"explorers.{name}({given})", "'after'"]
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
        notebook = new_notebook(cells=[*map(new_code_cell, sources)], metadata=kernel)
        write_atomically(walk.lab.course / "explorer.ipynb", nbformat.writes(notebook))
        opened = walk.open("explorer.ipynb")
        opened.find("import explorers").run()
        self.page = walk.page
        self.twin = getattr(explorers, name)(**EXPLORERS[name] | arguments)
        self.cell: Cell = opened.find(f"explorers.{name}(").run()
        self.explorer: Locator = self.cell.output.locator(".cnn-explorer")
        self.shows_the_twin()

    def shows_the_twin(self) -> None:
        """Wait until picture and words are those of the twin."""
        drawing = self.twin.drawing
        expect(self.explorer.get_by_role("status")).to_have_text(drawing.alt)
        explorer = self.explorer.element_handle()
        self.page.wait_for_function(IS_DRAWN, arg=[explorer, drawing.html()])

    def control(self, role: Any, name: str) -> Locator:
        return self.explorer.get_by_role(role, name=name, exact=True)

    def follow_sliders(self) -> None:
        """Put the twin where the page's sliders stand."""
        sliders = {n: c for n, c in self.twin.controls.items() if isinstance(c, IntSlider)}
        at = {n: self.control("slider", c.description).input_value() for n, c in sliders.items()}
        self.twin.set(**{name: int(value) for name, value in at.items()})

    def stops(self) -> list[Stop]:
        """Where the Tab key stops now, in the order in which one reads the controls."""
        return [stop for leaf in leaves(self.twin.widget) for stop in stops_at(leaf)]


def leaves(widget: Any) -> Iterator[Any]:
    """All widgets in a box, and in the boxes in it, from the first to the last."""
    if isinstance(widget, widgets.Box):
        for child in widget.children:
            yield from leaves(child)
    else:
        yield widget


def stops_at(leaf: Any) -> Iterator[Stop]:
    """The stops that one control has."""
    name = TAGS.sub("", getattr(leaf, "description", ""))
    silent = (Picture, widgets.HTML, widgets.IntProgress)
    if getattr(leaf, "disabled", False) or isinstance(leaf, silent):
        return
    if isinstance(leaf, IntSlider | FloatSlider):
        yield Stop("slider", name, *_step(leaf, "ArrowRight", "ArrowLeft"))
        yield Stop("spinbutton", f"{name}, typed", *_step(leaf, "ArrowUp", "ArrowDown"))
    elif isinstance(leaf, List | Buttons):
        role = "combobox" if isinstance(leaf, List) else "radio"
        last = leaf.index + 1 == len(leaf.options)
        key, by = ("ArrowUp", -1) if last else ("ArrowDown", 1)
        chosen = name if role == "combobox" else leaf.label
        yield Stop(role, chosen, key, lambda: setattr(leaf, "index", leaf.index + by))
    elif isinstance(leaf, widgets.Checkbox):
        yield Stop("checkbox", name, "Space", lambda: setattr(leaf, "value", not leaf.value))
    elif isinstance(leaf, widgets.ToggleButton):
        yield Stop("button", name, "Space", None)
    elif isinstance(leaf, widgets.Button):
        yield Stop("button", name, "Enter", leaf.click)
    else:
        yield Stop("spinbutton", name, *_step(leaf, "ArrowUp", "ArrowDown"))


def _step(leaf: Any, more: str, less: str) -> tuple[str, Callable[[], object]]:
    """The key that moves a number, and what it does: one step up, or down from the end."""

    def move(by: float) -> None:
        leaf.value = round(leaf.value + by * leaf.step, 6)

    return (more, lambda: move(1)) if leaf.value < leaf.max else (less, lambda: move(-1))
