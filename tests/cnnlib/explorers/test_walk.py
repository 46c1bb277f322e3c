from __future__ import annotations

import asyncio

import ipywidgets as widgets

from cnnlib.explorers import walk
from cnnlib.explorers.walk import play_button, walk_along


def places(steps: str, row: int = 0, column: int = 0) -> list[tuple[int, int]]:
    """Where a window of 2 × 3 places comes with these steps, forwards and backwards."""
    rows, columns = widgets.IntSlider(row, 0, 1), widgets.IntSlider(column, 0, 2)
    back, step, _play = walk_along(columns, rows)
    seen = []
    for letter in steps:
        (step if letter == ">" else back).click()
        seen.append((rows.value, columns.value))
    return seen


class TestWalkAlong:
    """Buttons that move two sliders in reading order."""

    def test_goes_along_the_row_and_then_to_the_next(self):
        assert places(">>>") == [(0, 1), (0, 2), (1, 0)]

    def test_goes_back_the_same_way(self):
        assert places("<<", row=1, column=1) == [(1, 0), (0, 2)]

    def test_begins_again_after_the_last_place(self):
        assert places(">", row=1, column=2) == [(0, 0)]
        assert places("<") == [(1, 2)]

    def test_plays_the_row_to_its_end(self, monkeypatch):
        monkeypatch.setattr(walk, "PACE", 0.001)
        rows, columns = widgets.IntSlider(0, 0, 1), widgets.IntSlider(0, 0, 2)
        play = walk_along(columns, rows)[2]

        async def run() -> None:
            play.value = True
            await asyncio.sleep(0.3)

        asyncio.run(run())
        assert (rows.value, columns.value) == (0, 2)
        assert (play.value, play.description) == (False, "play")


class TestPlayButton:
    """A button that takes steps until it is pressed again."""

    def test_pauses_when_it_is_pressed_again(self, monkeypatch):
        monkeypatch.setattr(walk, "PACE", 0.001)
        steps: list[int] = []

        def advance() -> bool:
            steps.append(len(steps))
            return True

        button = play_button(advance)

        async def run() -> int:
            button.value = True
            await asyncio.sleep(0.1)
            assert button.description == "pause"
            button.value = False
            await asyncio.sleep(0.02)
            taken = len(steps)
            await asyncio.sleep(0.05)
            return taken

        assert asyncio.run(run()) == len(steps) > 1

    def test_does_not_double_its_pace_when_pressed_quickly(self, monkeypatch):
        monkeypatch.setattr(walk, "PACE", 0.05)
        steps: list[int] = []
        button = play_button(lambda: not steps.append(0))

        async def run() -> None:
            for on in (True, False, True, False, True):
                button.value = on
            await asyncio.sleep(0.02)
            button.value = False

        asyncio.run(run())
        assert len(steps) == 1

    def test_does_nothing_in_a_script(self):
        button = play_button(lambda: True)
        button.value = True
        assert (button.value, button.description) == (False, "play")


class TestWalkThrough:
    """Buttons that move one slider through all its places."""

    def test_goes_on_and_back_and_round(self):
        place = widgets.IntSlider(2, 1, 3)
        back, step, _play = walk.walk_through(place)
        seen = []
        for button in (step, step, back, back):
            button.click()
            seen.append(place.value)
        assert seen == [3, 1, 3, 2]

    def test_plays_to_the_last_place(self, monkeypatch):
        monkeypatch.setattr(walk, "PACE", 0.001)
        place = widgets.IntSlider(1, 0, 4)
        play = walk.walk_through(place)[2]

        async def run() -> None:
            play.value = True
            await asyncio.sleep(0.3)

        asyncio.run(run())
        assert (place.value, play.value) == (4, False)
