"""A notebook with explorers as one HTML file, without internet, and printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from accessibility import barriers
from explorer_support import EXPLORERS
from ipywidgets import Widget
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from playwright.sync_api import Browser, Page, expect

from autograder.files import write_atomically
from autograder.page import OfflineExporter
from cnnlib import explorers

#: How much smaller than life the letters of a drawing, 11 pixels high, may be on paper.
SMALLEST = 0.6
#: The share of its own size that each part of a drawing is shown at.
SCALES = """
() => [...document.querySelectorAll('.jp-OutputArea svg')].map(
    svg => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width)
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All explorers, saved with the state of their widgets as JupyterLab saves it, converted."""
    opened = [getattr(explorers, name)(**arguments) for name, arguments in EXPLORERS.items()]
    cells = [new_markdown_cell("# Explorers\n\nA kernel $W$ of size $k$.")]
    for explorer in opened:
        shown = new_output("execute_result", explorer._repr_mimebundle_(), execution_count=1)
        cells.append(new_code_cell("explorer", outputs=[shown], execution_count=1))
    state = {"application/vnd.jupyter.widget-state+json": Widget.get_manager_state()}
    page, _ = OfflineExporter().from_notebook_node(
        new_notebook(cells=cells, metadata={"widgets": state})
    )
    path = tmp_path_factory.mktemp("offline") / "explorers.html"
    write_atomically(path, page)
    return path


@pytest.fixture
def page(browser: Browser, file: Path) -> Iterator[Page]:
    """The file in a browser, of which no other request may come."""
    context = browser.new_context(viewport={"width": 1000, "height": 900})
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    page.wait_for_load_state("networkidle")
    yield page
    fetched = [url for url in asked if not url.startswith(("data:", "blob:"))]
    assert fetched == [file.as_uri()]
    context.close()


class TestOfflinePage:
    """Each explorer's figure and words are there, and formulas as a browser draws them."""

    def test_shows_every_explorer(self, page: Page):
        for name, arguments in EXPLORERS.items():
            drawing = getattr(explorers, name)(**arguments).drawing
            picture = page.get_by_role("img", name=" ".join(drawing.alt.split()), exact=True)
            expect(picture).to_be_visible()
            expect(page.get_by_text(drawing.alt, exact=True)).to_be_visible()
        expect(page.locator("math")).to_have_count(2)

    def test_has_no_barriers(self, page: Page):
        assert barriers(page.locator("main")) == []

    def test_is_legible_on_paper(self, page: Page, file: Path):
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 718, "height": 1000})  # A4 between margins of 1 cm
        scales = page.evaluate(SCALES)
        assert len(scales) >= len(EXPLORERS)
        assert min(scales) >= SMALLEST
        paper = page.pdf(path=file.with_suffix(".pdf"), format="A4", print_background=True)
        assert paper.startswith(b"%PDF")
