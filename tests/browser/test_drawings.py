"""Drawings of explorers on a page: read on narrow screens, and pressed with a pointer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from cnnlib import explorers
from cnnlib.explorers.drawing import Box, Drawing, Panel

NAMES = [name for name in explorers.__all__ if name[0].islower()]
#: How much smaller a drawing's letters, 11 to 13 pixels high, may be on a page so wide: beside a
#: file browser in half a window, and at twice the size on a small screen.
SMALLEST = {460: 0.7, 340: 0.5}
#: How much smaller than life each part of the drawing is, and how wide the page would like to be.
MEASURES = """
() => ({
  scales: [...document.querySelectorAll('svg')].map(
    svg => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width),
  width: document.documentElement.scrollWidth,
})
"""
#: Puts what picture.js draws onto the page, with a stand-in for the kernel's end of the line.
OPEN = """
async ([source, value]) => {
  const file = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const { default: { render } } = await import(file);
  const el = document.body.appendChild(document.createElement('div'));
  window.sent = [];
  window.redraw = () => {};
  render({ el, model: {
    get: () => value,
    on: (_name, show) => { window.redraw = show; },
    off: () => {},
    send: place => { window.sent.push(place); window.redraw(); },
  }});
}
"""
HALVES = Drawing.of(
    400,
    100,
    "Two halves.",
    [
        [
            Panel(0, 0, 200, 100, [Box(0, 0, 200, 100, "#eeeeee")]),
            Panel(200, 0, 200, 100, [Box(200, 0, 200, 100, "#dddddd")], touch=True),
        ]
    ],
)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


class TestNarrowPage:
    """Parts of a drawing move below one another before their letters get too small."""

    @pytest.mark.parametrize("name", NAMES)
    def test_stays_readable(self, page: Page, name: str):
        drawing = getattr(explorers, name)().drawing
        for width, smallest in SMALLEST.items():
            page.set_viewport_size({"width": width, "height": 900})
            page.set_content(f'<body style="margin:0">{drawing.html()}')
            measures = page.evaluate(MEASURES)
            assert min(measures["scales"]) >= smallest
            assert measures["width"] <= width

    def test_has_all_parts_side_by_side_where_there_is_room(self, page: Page):
        page.set_viewport_size({"width": 1000, "height": 900})
        page.set_content(f'<body style="margin:0">{explorers.motivation().drawing.html()}')
        tops = page.evaluate(
            "() => [...document.querySelectorAll('svg')].map(s => s.getBoundingClientRect().top)"
        )
        assert len(tops) == 2
        assert tops[0] == tops[1]


class TestPress:
    """Python is told where, in the drawing's own pixels, however large it is on the page."""

    @pytest.fixture(params=[1.0, 0.8])
    def shown(self, page: Page, request: pytest.FixtureRequest) -> Page:
        page.set_viewport_size({"width": round(400 * request.param), "height": 600})
        page.set_content('<body style="margin:0">')
        source = (Path(explorers.__file__).parent / "picture.js").read_text()
        page.evaluate(OPEN, [source, HALVES.html()])
        return page

    def test_is_told_where_a_pointer_is_pressed_and_dragged(self, shown: Page):
        box = shown.locator("svg[data-touch]").bounding_box()
        assert box is not None
        shown.mouse.move(box["x"] + box["width"] / 4, box["y"] + box["height"] / 2)
        shown.mouse.down()
        shown.wait_for_function("window.sent.length > 0")
        assert shown.evaluate("window.sent.at(-1)") == pytest.approx({"x": 250, "y": 50}, abs=1)
        # The drawing has been replaced meanwhile, and the pointer may leave it.
        shown.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + box["height"] * 1.5)
        shown.wait_for_function("window.sent.at(-1).y > 100")
        assert shown.evaluate("window.sent.at(-1)") == pytest.approx({"x": 350, "y": 150}, abs=1)
        shown.mouse.up()
        count = shown.evaluate("window.sent.length")
        shown.mouse.move(box["x"], box["y"])
        shown.evaluate("() => new Promise(requestAnimationFrame)")
        assert shown.evaluate("window.sent.length") == count

    def test_is_not_told_of_other_parts_and_other_buttons(self, shown: Page):
        shown.locator("svg:not([data-touch])").click()
        shown.locator("svg[data-touch]").click(button="right")
        shown.evaluate("() => new Promise(requestAnimationFrame)")
        assert shown.evaluate("window.sent") == []
