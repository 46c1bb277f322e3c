"""Every explorer in JupyterLab, by keyboard alone; pages show what the functions say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from accessibility import barriers
from explorer_support import EXPLORERS, IS_DRAWN, Page, Stop
from lab_support import Lab, Walk, new_walk
from playwright.sync_api import Browser, expect

from cnnlib.explorers.live import Run, draw

#: One with its window on two sliders, and one with it on one.
PLAYING = ("kernels", "stride_and_padding")
#: More than JupyterLab's own buttons at a cell.
MANY = 20
#: The width of the line round what has the focus, in pixels.
OUTLINE = "element => parseFloat(getComputedStyle(element).outlineWidth)"


@pytest.fixture(scope="module")
def _walk(
    server: Lab, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Walk]:
    server.refresh()
    with new_walk(server, browser, tmp_path_factory.mktemp("walk")) as walk:
        yield walk
    server.stop_kernels()


@pytest.fixture
def walk(_walk: Walk, screenshots: Path) -> Iterator[Walk]:
    """One walk for all, so that one kernel imports what all explorers need; each is opened anew."""
    with _walk.watched(screenshots):
        yield _walk


def following(old: list[Stop], new: list[Stop]) -> int:
    """The place among new stops of the one after the first of the old; either may have gone."""
    names = [stop.name for stop in new]
    left = next((stop.name for stop in old if stop.name in names), None)
    if left is None:
        return len(new)
    return names.index(left) + (left == old[0].name)


class TestByKeyboard:
    """Tab stops at each control once, one key moves it, and the picture and its words follow."""

    @pytest.mark.parametrize("name", EXPLORERS)
    def test_moves_every_control(self, walk: Walk, name: str):
        shown = Page(walk, name)
        self.enter(shown)
        passed = 0
        # A key may bring new controls, or take some away: what comes next is read off anew.
        while passed < len(stops := shown.stops()):
            if passed:
                shown.page.keyboard.press("Tab")
            stop = stops[passed]
            here = shown.control(stop.role, stop.name)
            expect(here).to_be_focused()
            assert here.evaluate(OUTLINE) >= 2
            if stop.move:
                shown.page.keyboard.press(stop.key)
                stop.move()
                shown.shows_the_twin()
            passed = following(stops[passed:], shown.stops())
        assert barriers(shown.explorer) == []
        walk.screenshot("moved")
        shown.page.keyboard.press("Tab")
        expect(shown.explorer.locator(":focus")).to_have_count(0)

    def enter(self, shown: Page) -> None:
        """Come from the cell, past JupyterLab's own buttons."""
        shown.cell.box.locator(".jp-InputPrompt").click()
        inside = shown.explorer.locator(":focus")
        for _ in range(MANY):
            shown.page.keyboard.press("Tab")
            if inside.count():
                return
        raise AssertionError("the Tab key does not come to the explorer")

    def test_goes_back_to_the_notebook(self, walk: Walk):
        shown = Page(walk, "pooling")
        for role in ("slider", "spinbutton"):
            shown.control(role, "stride" if role == "slider" else "stride, typed").focus()
            shown.page.keyboard.press("Escape")
            expect(shown.cell.box).to_be_focused()
        shown.control("slider", "stride").press("Shift+Enter")
        expect(shown.cell.notebook.find("'after'").box).to_be_focused()

    def test_takes_what_is_typed_within_the_bounds(self, walk: Walk):
        shown = Page(walk, "pooling")
        field = shown.control("spinbutton", "stride, typed")
        for typed, taken in (("4", 4), ("-3", 1), ("77", 4), ("", 4)):
            field.fill(typed)
            field.press("Tab")
            shown.twin.set(stride=taken)
            shown.shows_the_twin()
            expect(field).to_have_value(str(taken))
            expect(shown.control("slider", "stride")).to_have_value(str(taken))


class TestPlay:
    """A window that goes on by itself until it is stopped."""

    @pytest.mark.parametrize("name", PLAYING)
    def test_plays_and_pauses(self, walk: Walk, name: str):
        shown = Page(walk, name)
        words = shown.explorer.get_by_role("status")
        shown.control("button", "play").press("Space")
        for _ in range(2):
            expect(words).not_to_have_text(words.inner_text())
        shown.control("button", "pause").press("Space")
        expect(shown.control("button", "play")).to_be_focused()
        shown.page.wait_for_timeout(600)  # longer than from one place to the next
        shown.follow_sliders()
        shown.shows_the_twin()


class TestTraining:
    """A network that learns before one's eyes."""

    def test_is_watched_stopped_and_started_again(self, walk: Walk):
        shown = Page(walk, "training", images=500, epochs=5)
        start, words = shown.twin.drawing.html(), shown.explorer.get_by_role("status")
        shown.control("button", "train").press("Space")
        expect(words).to_have_text("Training: epoch 1 of 5.")
        shown.page.wait_for_function(
            f"arg => !({IS_DRAWN})(arg)", arg=[shown.explorer.element_handle(), start]
        )
        shown.control("button", "stop").press("Space")
        expect(words).to_contain_text("of 80, 5 epochs.")
        done = int(words.inner_text().split()[1])
        assert 0 < done < 80
        walk.screenshot("stopped")
        run = Run(count=500, epochs=5)
        self.agrees(shown, run, done)
        shown.control("button", "train").press("Space")
        expect(words).to_contain_text("Step 80 of 80")
        self.agrees(shown, run, 80)
        walk.screenshot("trained")
        shown.control("button", "from the start").press("Enter")
        shown.shows_the_twin()
        shown.control("button", "train").press("Space")
        expect(words).to_contain_text("Step 80 of 80")
        self.agrees(shown, run, 80)

    def agrees(self, shown: Page, run: Run, done: int) -> None:
        """The page shows what a training in this process shows after so many steps."""
        while run.done < done:
            run.step()
        drawing = draw(run.look("ankle boot"))
        expect(shown.explorer.get_by_role("status")).to_have_text(drawing.alt)
        arguments = [shown.explorer.element_handle(), drawing.html()]
        shown.page.wait_for_function(IS_DRAWN, arg=arguments)
