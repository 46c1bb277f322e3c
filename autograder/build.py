"""Make the release and the instructor's notebooks from `solutions/` and the declarations.

One direction: a script of cells goes through small steps (read, grade cells, clear) and comes out
as two notebooks, equal to the byte whenever script and declarations are equal.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder import elsewhere, outline
from autograder.course import NOTEBOOKS, Notebook
from autograder.exercise import Exercise
from autograder.exercises import exercises_of
from autograder.files import write_atomically
from autograder.script import BEGIN, END, Script, read_script

__all__ = ["Built", "build", "build_notebook", "stale"]

CODE_STUB = "raise NotImplementedError"
TEXT_STUB = "*Write your answer here, in place of this line.*"
#: How the first code cell imports the course.
IMPORT = "from autograder import "
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


@dataclass(frozen=True)
class Built:
    """What is made from one script: two notebooks, as text, and the outline of its exercises."""

    name: str
    source: str
    release: str
    outline: list[outline.Entry]

    def files(self, root: Path) -> dict[Path, str]:
        """Each text by its path in the course's folder."""
        file = f"{self.name}/{self.name}.ipynb"
        return {root / "build/source" / file: self.source, root / "notebooks" / file: self.release}


def build(root: Path) -> list[Path]:
    """Write every notebook's source and release, and the outline; returns the paths.

    Raises:
        BuildError: where script and declarations do not fit; nothing is written then.
    """
    built = [build_notebook(root, notebook) for notebook in NOTEBOOKS]
    files = _other_files(root, built)
    for notebook in built:
        files |= notebook.files(root)
    for path, text in files.items():
        write_atomically(path, text)
    return list(files)


def stale(root: Path) -> list[Path]:
    """The committed files that a build would change: notebooks/, the outline, README.md."""
    built = [build_notebook(root, notebook) for notebook in NOTEBOOKS]
    files = {root / "notebooks" / b.name / f"{b.name}.ipynb": b.release for b in built}
    files |= _other_files(root, built)
    return [
        path
        for path, text in files.items()
        if not path.is_file() or path.read_bytes() != text.encode()
    ]


def build_notebook(root: Path, notebook: Notebook) -> Built:
    """Make one notebook's source and release from its script."""
    script = read_script(root / "solutions" / f"{notebook.name}.py", notebook)
    cells = list(_graded_cells(script, notebook))
    _begin_at_home(cells, elsewhere.repository(root))
    source = _notebook(cells)
    rows = outline.outline(exercises_of(notebook.name), cells)
    return Built(notebook.name, _text(_checked(source)), _text(_release(source)), rows)


def _other_files(root: Path, built: list[Built]) -> dict[Path, str]:
    """What follows from notebooks and address, by path: the outline, and README.md."""
    files, readme = outline_file(root, built), root / "README.md"
    if readme.is_file():
        text = readme.read_text(encoding="utf-8")
        files[readme] = elsewhere.readme(text, elsewhere.repository(root))
    return files


def outline_file(root: Path, built: list[Built]) -> dict[Path, str]:
    """The outline by its path; a course's folder without the package has none of its own."""
    if not outline.FILE.is_relative_to(root):
        return {}
    return {outline.FILE: outline.text_of(row for b in built for row in b.outline)}


def _graded_cells(script: Script, notebook: Notebook) -> Iterator[NotebookNode]:
    """The script's cells with nbgrader's metadata, and a test cell after every exercise."""
    declared = {exercise.name: exercise for exercise in exercises_of(notebook.name)}
    for cell in script.cells:
        if name := cell.metadata.get("exercise"):
            yield new_code_cell(cell.source, metadata=_grading(name, solution=True))
            yield _test_cell(declared[name])
        elif question := cell.metadata.get("rubric"):
            metadata = _grading(question, solution=True, points=script.points(question))
            yield new_markdown_cell(cell.source, metadata=metadata)
        else:
            make = new_markdown_cell if cell.cell_type == "markdown" else new_code_cell
            yield make(cell.source, metadata=_kept(cell.metadata))


def _begin_at_home(cells: list[NotebookNode], address: str | None) -> None:
    """Before the course is imported, say or do what helps where it is missing."""
    first = next(cell for cell in cells if IMPORT in cell.source)
    first.source = first.source.replace(IMPORT, elsewhere.before_import(address) + IMPORT, 1)


def _test_cell(exercise: Exercise) -> NotebookNode:
    name, points = exercise.name, exercise.points
    unit = "point" if points == 1 else "points"
    source = (
        f"# Test of {name}, worth {points:g} {unit}. It runs the visible cases; "
        f'grading adds hidden ones.\nscore("{name}", {name})'
    )
    metadata = _grading(f"test_{name}", solution=False, points=points)
    return new_code_cell(source, metadata=metadata)


def _grading(
    grade_id: str, *, solution: bool, points: float | None = None
) -> dict[str, dict[str, Any]]:
    graded = {} if points is None else {"points": points}
    return {
        "nbgrader": {
            "grade": points is not None,
            "grade_id": grade_id,
            "locked": not solution,
            "schema_version": 3,
            "solution": solution,
            "task": False,
            **graded,
        }
    }


def _kept(metadata: dict[str, Any]) -> dict[str, Any]:
    """What a cell that is not graded keeps: its tags."""
    return {"tags": metadata["tags"]} if metadata.get("tags") else {}


def _notebook(cells: list[NotebookNode]) -> NotebookNode:
    taken: Counter[str] = Counter()
    for cell in cells:
        graded = cell.metadata.get("nbgrader")
        digest = hashlib.sha256(f"{cell.cell_type}\n{cell.source}".encode()).hexdigest()[:12]
        name = graded["grade_id"] if graded else f"cell-{digest}"
        # Equal cells, such as two rules, are numbered; ids must differ.
        cell.id = f"{name}-{taken[name]}" if taken[name] else name
        taken[name] += 1
    return new_notebook(cells=cells, metadata=METADATA)


def _checked(notebook: NotebookNode) -> NotebookNode:
    """A copy with nbgrader's checksums, once nbgrader accepts its metadata."""
    from nbgrader.preprocessors import CheckCellMetadata, ComputeChecksums

    return _through(notebook, CheckCellMetadata(), ComputeChecksums())


def _release(notebook: NotebookNode) -> NotebookNode:
    """What students get: nbgrader's own steps, with our stubs."""
    from nbgrader.preprocessors import (
        CheckCellMetadata,
        ClearOutput,
        ClearSolutions,
        ComputeChecksums,
        LockCells,
    )

    clear = ClearSolutions(
        begin_solution_delimeter=BEGIN.removeprefix("### "),
        end_solution_delimeter=END.removeprefix("### "),
        code_stub={"python": CODE_STUB},
        text_stub=TEXT_STUB,
    )
    steps = (LockCells(), clear, ClearOutput(), CheckCellMetadata(), ComputeChecksums())
    return _through(notebook, *steps)


def _through(notebook: NotebookNode, *steps: Any) -> NotebookNode:
    result = nbformat.from_dict(notebook)
    for step in steps:
        result, _ = step.preprocess(result, {})
    return result


def _text(notebook: NotebookNode) -> str:
    nbformat.validate(notebook)
    text: str = nbformat.writes(notebook, version=4)
    return text.rstrip("\n") + "\n"
