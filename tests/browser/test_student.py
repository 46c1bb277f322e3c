"""A student's way through JupyterLab, as a person would walk it."""

from __future__ import annotations

import re

from lab_support import Notebook, Walk
from playwright.sync_api import expect

RIGHT = """\
kh, kw = kernel.shape
if kh > image.shape[0] or kw > image.shape[1]:
    raise ValueError("the kernel is larger than the image")
out = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
for i in range(out.shape[0]):
    for j in range(out.shape[1]):
        out[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) + bias
return out
"""
NOTEBOOK = "notebooks/02_kernels/02_kernels.ipynb"
FLIP = "kernel = kernel[::-1, ::-1]"
LATER = "from autograder import progress\nprogress()"


class TestStudent:
    """From the file browser to the first exercise solved, and back the next day."""

    def test_finds_the_way_from_the_file_browser_to_full_points(self, walk: Walk):
        walk.go("lab")
        notebook = walk.open_from_file_browser("notebooks", "02_kernels", "02_kernels.ipynb")
        notebook.find("import numpy as np").run()
        self.meets_the_stub(notebook)
        walk.screenshot("stub")
        self.is_told_the_mistake(notebook)
        walk.screenshot("flipped")
        self.takes_a_hint(notebook)
        self.passes(notebook)
        walk.screenshot("passed")
        self.finds_progress_kept_after_a_restart(walk, notebook)
        self.validates(notebook)

    def meets_the_stub(self, notebook: Notebook) -> None:
        notebook.exercise("correlate2d").run()
        said = notebook.test_of("correlate2d").run().text()
        assert "Not yet: correlate2d, 0 of " in said
        assert "write its body" in said

    def is_told_the_mistake(self, notebook: Notebook) -> None:
        cell = notebook.exercise("correlate2d")
        cell.write_body(f"{FLIP}\n{RIGHT}")
        cell.run()
        said = notebook.test_of("correlate2d").run().text()
        assert "Flipped on both axes." in said
        assert "The smallest failing input found" in said

    def takes_a_hint(self, notebook: Notebook) -> None:
        said = notebook.test_of("correlate2d").below('hint("correlate2d")').run().text()
        assert "Hint 1 of " in said

    def passes(self, notebook: Notebook) -> None:
        cell = notebook.exercise("correlate2d")
        cell.type(cell.source.replace(f"    {FLIP}\n", ""))
        cell.run()
        said = notebook.test_of("correlate2d").run().text()
        assert "Passed: correlate2d" in said
        assert "fail" not in said

    def finds_progress_kept_after_a_restart(self, walk: Walk, notebook: Notebook) -> None:
        notebook.restart()
        cell = notebook.test_of("correlate2d").below(LATER).run()
        assert "correlate2d\ndone, 4 of 4" in cell.text()
        walk.screenshot("progress")
        cell.output.get_by_role("link", name="conv2d_backward", exact=True).click()
        heading = notebook.panel.locator('h3[data-jupyter-id="Exercise:-conv2d_backward"]')
        expect(heading).to_be_in_viewport()

    def validates(self, notebook: Notebook) -> None:
        notebook.save()
        notebook.panel.get_by_text("Validate", exact=True).click()
        dialog = notebook.page.locator(".jp-Dialog")
        expect(dialog).to_contain_text("Test of box_kernel")
        expect(dialog).not_to_contain_text("Test of correlate2d")
        dialog.get_by_role("button", name="Ok").click()


class TestLockedCells:
    """What grading needs cannot be lost by a slip of the hand."""

    def test_stay_whatever_keys_are_pressed(self, walk: Walk):
        notebook = walk.open(NOTEBOOK)
        test, answer = notebook.test_of("box_kernel"), notebook.exercise("box_kernel")
        before = test.source
        test.type("score('box_kernel', max)")
        for cell in (test, answer):
            cell.box.locator(".jp-InputPrompt").click()
            notebook.page.keyboard.press("d")
            notebook.page.keyboard.press("d")
        assert notebook.test_of("box_kernel").source == before
        assert "def box_kernel" in notebook.exercise("box_kernel").source


class TestExplorer:
    """In a notebook of the course, a press on the picture changes it."""

    def test_follows_a_pointer(self, walk: Walk):
        notebook = walk.open("notebooks/04_activations/04_activations.ipynb")
        notebook.find("import numpy as np").run()
        cell = notebook.find("explorers.activations(").run()
        curve = cell.output.locator("svg[data-touch]").first
        expect(curve).to_be_visible()
        picture = cell.output.get_by_role("img").first
        expect(picture).to_have_attribute("aria-label", re.compile("^sigmoid at z = 1:"))
        whole = curve.bounding_box()
        assert whole is not None
        # The middle of the axis, at 0, stands at 191 of the part's 358 pixels.
        curve.click(position={"x": whole["width"] * 191 / 358, "y": 100})
        expect(picture).to_have_attribute("aria-label", re.compile("^sigmoid at z = 0:"))
        walk.screenshot("pressed")
