"""First contact: the page on which `make lab` lands, and the way from there."""

from __future__ import annotations

import json

from lab_support import Notebook, Walk
from playwright.sync_api import expect

from autograder.course import NOTEBOOKS


class TestStartPage:
    """Seven cards with time and progress, each of which opens its notebook."""

    def test_leads_to_a_notebook_without_a_question(self, walk: Walk):
        page = walk.go("start")
        expect(page.get_by_role("heading", name="The CNN workbook")).to_be_visible()
        for known in NOTEBOOKS:
            heading = page.get_by_role("heading", name=known.title)
            expect(heading.get_by_role("link")).to_be_visible()
        expect(page.get_by_text("about 70 minutes")).to_be_visible()
        walk.screenshot("start")
        page.get_by_role("heading", name="Kernels").get_by_role("link").click()
        notebook = Notebook(page)
        # No dialog: no news, no choice of a kernel.
        expect(page.locator(".jp-Dialog")).to_have_count(0)
        assert "box_kernel" in notebook.exercise("box_kernel").source

    def test_shows_progress_as_it_stands(self, walk: Walk):
        page = walk.go("start")
        expect(page.get_by_text("0 of 21 points")).to_be_visible()
        state = {"dense_param_count": {"passed": True, "points": 2.0}}
        file = walk.lab.course / "notebooks" / "progress.json"
        file.write_text(json.dumps({"schema": 1, "exercises": state}))
        page.reload()
        expect(page.get_by_text("2 of 21 points")).to_be_visible()
