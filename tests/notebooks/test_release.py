"""Every notebook as learners get it, from top to bottom in a real kernel.

Solved ones are run in the browser's tests.
"""

from __future__ import annotations

import os

from pathlib import Path

import pytest
from executed import failures, points, strict
from nbclient import NotebookClient

from autograder.build import build_notebook
from autograder.course import NOTEBOOKS
from autograder.exercises import exercises_of
from autograder.study import STATE_VARIABLE

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("known", NOTEBOOKS, ids=lambda known: known.name)
class TestRelease:
    """A learner's notebook can be run before anything is written: no points, and no dead kernel."""

    def test_earns_nothing(self, known, tmp_path):
        notebook = strict(build_notebook(ROOT, known).release)
        resources = {"metadata": {"path": str(tmp_path)}}
        client = NotebookClient(notebook, timeout=300, allow_errors=True, resources=resources)
        # Nobody's settings.
        names = (STATE_VARIABLE, "IPYTHONDIR", "XDG_CACHE_HOME")
        client.execute(env={**os.environ, **{name: str(tmp_path / name) for name in names}})
        assert points(notebook) == {f"test_{e.name}": 0 for e in exercises_of(known.name)}
        assert failures(notebook, of_tests=True) == []
        # The first error that a learner meets must say that something is not written yet.
        assert all("NotImplementedError" in first for first in failures(notebook)[:1])
