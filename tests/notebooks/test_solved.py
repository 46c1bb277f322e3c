"""Every notebook from top to bottom in a real kernel: solved, and as learners get it.

A notebook is one test, so that a run takes place once, whichever process it falls to.
"""

from __future__ import annotations

import os
import time
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell
from nbgrader.utils import determine_grade, is_grade

from autograder.build import build_notebook
from autograder.course import NOTEBOOKS
from autograder.exercises import exercises_of
from autograder.study import STATE_VARIABLE

ROOT = Path(__file__).resolve().parents[2]
#: Seconds of computing that a notebook may take, of one core; one that trains networks uses two.
LIMIT, LONGER = 60, {"07_train_on_gpu": 600}
#: Runs first. The kernel's own warnings are not about the notebook.
STRICT = """
import warnings

warnings.simplefilter("error")
warnings.filterwarnings("ignore", module="ipykernel")
"""
#: Runs last. The time on the wall would depend on what else this computer does.
CLOCK = "import time\n\nprint(time.process_time())"

pytestmark = pytest.mark.parametrize("known", NOTEBOOKS, ids=lambda known: known.name)


class TestSolved:
    """An instructor's notebook shows the course as it is meant."""

    def test_runs_without_a_warning_and_earns_every_point(self, known, tmp_path):
        start = time.perf_counter()
        notebook = run(build_notebook(ROOT, known).source, tmp_path)
        on_the_wall = time.perf_counter() - start
        seconds = float(notebook.cells[-1].outputs[0].text)
        print(f"{known.name}: {seconds:.1f} s of computing, {on_the_wall:.1f} s on the wall")
        assert complaints(notebook) == []
        assert pictures_without_text(notebook) == []
        assert points(notebook) == {
            f"test_{exercise.name}": exercise.points for exercise in exercises_of(known.name)
        }
        assert seconds < LONGER.get(known.name, LIMIT)


class TestRelease:
    """A learner's notebook can be run before anything is written: no points, and no dead kernel."""

    def test_earns_nothing(self, known, tmp_path):
        notebook = run(build_notebook(ROOT, known).release, tmp_path, allow_errors=True)
        assert points(notebook) == {f"test_{e.name}": 0 for e in exercises_of(known.name)}
        assert failures(notebook, of_tests=True) == []
        # The first error that a learner meets must say that something is not written yet.
        assert all("NotImplementedError" in first for first in failures(notebook)[:1])


def run(text: str, folder: Path, *, allow_errors: bool = False) -> NotebookNode:
    """Execute a notebook in a kernel of its own, with warnings as errors and nobody's settings."""
    notebook = nbformat.reads(text, as_version=4)
    notebook.cells = [new_code_cell(STRICT), *notebook.cells, new_code_cell(CLOCK)]
    client = NotebookClient(
        notebook,
        timeout=300,
        allow_errors=allow_errors,
        resources={"metadata": {"path": str(folder)}},
    )
    own = {name: str(folder / name) for name in (STATE_VARIABLE, "IPYTHONDIR", "XDG_CACHE_HOME")}
    client.execute(env={**os.environ, **own})
    return notebook


def complaints(notebook: NotebookNode) -> list[str]:
    """What cells wrote to stderr."""
    return [
        output.text
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type == "stream" and output.name == "stderr"
    ]


def failures(notebook: NotebookNode, *, of_tests: bool = False) -> list[str]:
    """The exceptions that ended cells, or test cells only."""
    return [
        f"{output.ename}: {output.evalue}"
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type == "error" and (not of_tests or is_grade(cell))
    ]


def points(notebook: NotebookNode) -> dict[str, float | None]:
    """What nbgrader reads off each test cell."""
    return {
        cell.metadata.nbgrader.grade_id: determine_grade(cell)[0]
        for cell in notebook.cells
        if cell.cell_type == "code" and is_grade(cell)
    }


def pictures_without_text(notebook: NotebookNode) -> list[str]:
    """Every output that shows a picture, without saying in words what it shows."""
    return [
        cell.source
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if _has_silent_picture(output.get("data", {}))
    ]


def _has_silent_picture(data: NotebookNode) -> bool:
    # Notebooks show no alternative text for these kinds, whatever the metadata say; they show one
    # only where there is no HTML.
    if "text/html" not in data and any(kind.startswith("image/") for kind in data):
        return True
    silent = []

    class Pictures(HTMLParser):
        def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
            words = {"img": "alt", "svg": "aria-label"}.get(tag)
            if words and not (dict(attributes).get(words) or "").strip():
                silent.append(attributes)

    Pictures().feed(data.get("text/html", ""))
    return bool(silent)
