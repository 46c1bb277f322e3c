"""How fast explorers react: from the value of a control to the bytes of the new picture.

A learner who drags a slider should see the idea move, not a row of late pictures: what takes less
than a tenth of a second feels immediate. Each control of each explorer is moved over its range, and
every time the new value is set, the drawing is computed and written as SVG, on one core. In a
notebook a pause of 10 ms is added, in which newer values of the same drag replace this one.
"""

from __future__ import annotations

import os

os.environ["OMP_NUM_THREADS"] = "1"  # before NumPy starts its threads

import gc
import time
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median
from typing import Any

import numpy as np
from ipywidgets import ToggleButton
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from cnnlib import explorers
from cnnlib.explorers.newest import PAUSE

#: What is opened, with the arguments that make for the largest drawing.
EXPLORERS: dict[str, dict[str, Any]] = {
    "motivation": {},
    "kernels": {},
    "stride_and_padding": {"height": 9, "width": 9, "padding": 3},
    "receptive_field": {},
    "activations": {},
    "pooling": {"stride": 1},
    "symmetry": {},
    "training": {"images": 500, "epochs": 1, "device": "cpu"},
}
#: A drawing that takes longer does not feel immediate.
LIMIT = 0.1
#: So many places of a slider are tried.
PLACES = 12


def moves(control: Any) -> Iterator[Callable[[], None]]:
    """What a learner can do to a control: each a function that does it."""
    if hasattr(control, "buttons"):  # a kernel or a stack: ready-made ones, then one number
        yield from (button.click for button in control.buttons.values())
        yield lambda: setattr(control.fields[0][0], "value", 2)
    elif hasattr(control, "options"):
        yield from (lambda v=v: setattr(control, "value", v) for v in control.options)
    elif isinstance(control, ToggleButton):  # starts what then goes on by itself
        return
    elif isinstance(control.value, bool):
        yield lambda: setattr(control, "value", not control.value)
    else:
        whole = isinstance(control.value, int)
        for value in np.linspace(control.min, control.max, PLACES):
            place = round(value) if whole else float(value)
            yield lambda place=place: setattr(control, "value", place)


def times(explorer: explorers.Explorer, name: str) -> list[float]:
    """Seconds from each new value of a control to its picture."""
    found = []
    gc.collect()  # of what was opened before, which a learner has not
    for move in moves(explorer.controls[name]):
        before = explorer.drawing
        start = time.perf_counter()
        move()  # outside an event loop the picture is drawn, as SVG, before this returns
        seconds = time.perf_counter() - start
        if explorer.drawing is not before:  # the value was there already
            found.append(seconds)
    return found


def main() -> None:
    table = Table(
        "explorer", "control", "moves", "median ms", "slowest ms", "opens in ms", box=SIMPLE_HEAD
    )
    slowest = 0.0
    for name, arguments in EXPLORERS.items():
        opening = partial(getattr(explorers, name), **arguments)
        start = time.perf_counter()
        opening()._repr_mimebundle_()
        opened = f"{1e3 * (time.perf_counter() - start):.0f}"
        for control in opening().controls:
            found = times(opening(), control)
            if not found:
                continue
            slowest = max(slowest, *found)
            numbers = f"{1e3 * median(found):.1f}", f"{1e3 * max(found):.1f}"
            table.add_row(name, control, str(len(found)), *numbers, opened)
            name = opened = ""
    Console().print(table)
    print(f"slowest {1e3 * slowest:.0f} ms, and in a notebook {1e3 * PAUSE:.0f} ms more; ", end="")
    print(f"the goal is {1e3 * LIMIT:.0f} ms: {'met' if slowest + PAUSE < LIMIT else 'MISSED'}")


if __name__ == "__main__":
    main()
