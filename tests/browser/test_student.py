"""A student's way through notebook 02, in JupyterLab, as a person would walk it."""

from __future__ import annotations

from lab_support import Walk

NOTEBOOK = "notebooks/02_kernels/02_kernels.ipynb"


class TestFirstExercise:
    """From an open notebook to the first points."""

    def test_a_stub_is_asked_for_its_body(self, walk: Walk):
        notebook = walk.open(NOTEBOOK)
        notebook.find("import numpy as np").run()
        notebook.exercise("box_kernel").run()
        assert "write its body" in notebook.test_of("box_kernel").run().text()
