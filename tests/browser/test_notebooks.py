"""Every notebook, solved, run from the menu in JupyterLab: as an instructor would show it."""

from __future__ import annotations

from typing import Any

import pytest
from lab_support import ROOT, Walk

from autograder.build import build_notebook
from autograder.course import NOTEBOOKS, Notebook
from autograder.files import write_atomically

#: Milliseconds; the last notebook trains networks.
LONG = 300_000
#: Pictures that are seen, say nothing to those who do not see them, and are no mere decoration.
SILENT = """
() => [...document.querySelectorAll('.jp-OutputArea :is(img, svg, canvas)')]
    .filter(p => p.checkVisibility() && !p.closest('[aria-hidden=true], button, [aria-label]'))
    .filter(p => !p.getAttribute('alt')?.trim() && !p.querySelector(':scope > title'))
    .map(p => p.outerHTML.slice(0, 300))
"""


class TestSolved:
    """Runs to its end, shows no error, and every picture has words for those who cannot see it."""

    @pytest.mark.parametrize("known", NOTEBOOKS, ids=lambda known: known.name)
    def test_runs_from_the_menu(self, walk: Walk, known: Notebook):
        file = f"solved/{known.name}.ipynb"
        write_atomically(walk.lab.course / file, build_notebook(ROOT, known).source)
        notebook = walk.open(file)
        notebook.run_all(timeout=LONG)
        assert list(filter(is_complaint, notebook.outputs())) == []
        pictures = notebook.panel.locator(".jp-OutputArea").get_by_role("img")
        assert pictures.count() > 0
        assert walk.page.evaluate(SILENT) == []


def is_complaint(output: dict[str, Any]) -> bool:
    return output["output_type"] == "error" or output.get("name") == "stderr"
