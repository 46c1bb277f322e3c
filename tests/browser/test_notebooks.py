"""Every notebook, solved, run from the menu in JupyterLab: as an instructor would show it."""

from __future__ import annotations

import nbformat
import pytest
from executed import complaints, failures, pictures_without_text, points, seconds, strict
from lab_support import ROOT, Walk

from autograder.build import build_notebook
from autograder.course import NOTEBOOKS, Notebook
from autograder.exercises import exercises_of
from autograder.files import write_atomically

#: Milliseconds; the last notebook trains networks.
LONG = 300_000
#: Seconds of computing that a notebook may take, of one core; one that trains networks uses two.
LIMIT, LONGER = 60, {"07_train_on_gpu": 600}
#: Pictures that are seen, say nothing to those who do not see them, and are no mere decoration.
SILENT = """
() => [...document.querySelectorAll('.jp-OutputArea :is(img, svg, canvas)')]
    .filter(p => p.checkVisibility() && !p.closest('[aria-hidden=true], button, [aria-label]'))
    .filter(p => !p.getAttribute('alt')?.trim() && !p.querySelector(':scope > title'))
    .map(p => p.outerHTML.slice(0, 300))
"""


class TestSolved:
    """An instructor's notebook shows the course as it is meant.

    A notebook is one test, so that it is run once, whichever process it falls to.
    """

    @pytest.mark.parametrize("known", NOTEBOOKS, ids=lambda known: known.name)
    def test_runs_from_the_menu_without_a_warning_and_earns_every_point(
        self, walk: Walk, known: Notebook
    ):
        path = walk.lab.course / f"solved/{known.name}.ipynb"
        write_atomically(path, nbformat.writes(strict(build_notebook(ROOT, known).source)))
        notebook = walk.open(f"solved/{known.name}.ipynb")
        notebook.run_all(timeout=LONG)
        pictures = notebook.panel.locator(".jp-OutputArea").get_by_role("img")
        assert pictures.count() > 0
        assert walk.page.evaluate(SILENT) == []
        notebook.save()
        saved = nbformat.read(path, as_version=4)
        assert failures(saved) == []
        assert complaints(saved) == []
        assert pictures_without_text(saved) == []
        assert points(saved) == {f"test_{e.name}": e.points for e in exercises_of(known.name)}
        assert seconds(saved) < LONGER.get(known.name, LIMIT)
