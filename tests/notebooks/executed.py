"""What the outputs of an executed notebook say, for the tests that execute one."""

from __future__ import annotations

from html.parser import HTMLParser

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell
from nbgrader.utils import determine_grade, is_grade

#: Runs first. The kernel's own warnings are not about the notebook.
STRICT = """
import warnings

warnings.simplefilter("error")
warnings.filterwarnings("ignore", module="ipykernel")
"""
#: Runs last. The time on the wall would depend on what else this computer does.
CLOCK = "import time\n\nprint(time.process_time())"


def strict(text: str) -> NotebookNode:
    """A notebook with warnings as errors, and a last cell that tells its seconds of computing."""
    notebook = nbformat.reads(text, as_version=4)
    notebook.cells = [new_code_cell(STRICT), *notebook.cells, new_code_cell(CLOCK)]
    return notebook


def seconds(notebook: NotebookNode) -> float:
    """How long the kernel of a strict notebook has computed."""
    return float(notebook.cells[-1].outputs[0].text)


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
            given = dict(attributes)
            kind = "svg" if given.get("role") == "img" else tag
            words = {"img": "alt", "svg": "aria-label"}.get(kind)
            # A part of a picture is hidden; then the whole has the words.
            hidden = given.get("aria-hidden") == "true"
            if words and not hidden and not (given.get(words) or "").strip():
                silent.append(attributes)

    Pictures().feed(data.get("text/html", ""))
    return bool(silent)
