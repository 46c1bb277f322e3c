"""Buttons that lead a window over its places: play and pause, one step back, one step on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

__all__ = ["play_button", "walk_along", "walk_through"]

#: Seconds from one place to the next while it plays.
PACE = 0.4


def play_button(
    advance: Callable[[], bool],
    pace: float | None = None,
    names: tuple[str, str] = ("play", "pause"),
) -> Any:
    """Make a button that goes on step by step until it is pressed again.

    ipywidgets has one too, but a screen reader cannot say what its buttons are for.

    Args:
        advance: takes one step, and says whether there is another one.
        pace: seconds between two steps, in which the kernel does what else there is to do; by
            default as long as an eye needs.
        names: what the button says before it is pressed, and while it plays.

    Returns:
        A toggle button; it is on while it plays, which needs a running kernel.

    Example:
        >>> play_button(lambda: False).description
        'play'
    """
    button = widgets.ToggleButton(description=names[0], layout=_narrow())

    async def play() -> None:
        while button.value:
            if not advance():
                button.value = False
            await asyncio.sleep(PACE if pace is None else pace)

    tasks: set[asyncio.Task[None]] = set()  # the loop itself keeps no task alive

    def toggle(_change: object) -> None:
        button.description = names[button.value]
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            button.value = False  # a script has no time to wait for steps
            return
        if button.value and not tasks:
            task = loop.create_task(play())
            tasks.add(task)
            task.add_done_callback(tasks.discard)

    button.observe(toggle, names="value")
    return button


def walk_along(column: Any, row: Any) -> list[Any]:
    """Make the buttons that move two sliders through the places of a window, in reading order.

    Args:
        column: the slider of the column; it goes first.
        row: the slider of the row; it moves on where a row of places ends.

    Returns:
        The buttons for one step back, for one step on, and to play the row to its end.

    Example:
        >>> row, column = widgets.IntSlider(0, 0, 1), widgets.IntSlider(2, 0, 2)
        >>> back, step, play = walk_along(column, row)
        >>> step.click()
        >>> row.value, column.value
        (1, 0)
    """

    def move(by: int) -> bool:
        width, height = column.max - column.min + 1, row.max - row.min + 1
        place = (row.value - row.min) * width + column.value - column.min + by
        down, right = divmod(place % (width * height), width)
        row.value, column.value = row.min + down, column.min + right
        return bool(column.value < column.max)

    return _buttons(move)


def walk_through(place: Any) -> list[Any]:
    """Make the buttons that move one slider through all its places.

    Args:
        place: the slider.

    Returns:
        The buttons for one step back, for one step on, and to play to the last place.

    Example:
        >>> place = widgets.IntSlider(3, 0, 3)
        >>> back, step, play = walk_through(place)
        >>> step.click()
        >>> place.value
        0
    """

    def move(by: int) -> bool:
        places = place.max - place.min + 1
        place.value = place.min + (place.value - place.min + by) % places
        return bool(place.value < place.max)

    return _buttons(move)


def _buttons(move: Callable[[int], bool]) -> list[Any]:
    """One step back, one step on, play; `move` says whether there is another step."""
    back = widgets.Button(description="step back", layout=_narrow())
    step = widgets.Button(description="step", layout=_narrow())
    back.on_click(lambda _button: move(-1))
    step.on_click(lambda _button: move(1))
    return [back, step, play_button(lambda: move(1))]


def _narrow() -> Any:
    return widgets.Layout(width="90px")
