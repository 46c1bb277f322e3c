"""Make the release and the instructor's notebooks from `solutions/` and the declarations.

One direction: a script of cells goes through small steps (read, grade cells, clear) and comes out
as two notebooks, equal to the byte whenever script and declarations are equal.
"""

from __future__ import annotations

import ast
import hashlib
import inspect
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.course import NOTEBOOKS, Notebook
from autograder.errors import BuildError
from autograder.exercise import Exercise
from autograder.exercises import exercises_of
from autograder.files import write_atomically

__all__ = ["BEGIN", "END", "Built", "build", "build_notebook", "stale"]

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
CODE_STUB = "raise NotImplementedError"
TEXT_STUB = "*Write your answer here, in place of this line.*"
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


@dataclass(frozen=True)
class Built:
    """The two notebooks made from one script, as text, with the paths where they belong."""

    name: str
    source: str
    release: str

    def files(self, root: Path) -> dict[Path, str]:
        """Each text by its path in the course's folder."""
        file = f"{self.name}/{self.name}.ipynb"
        return {root / "build/source" / file: self.source, root / "notebooks" / file: self.release}


def build(root: Path) -> list[Path]:
    """Write every notebook's source and release; returns the paths.

    Raises:
        BuildError: where script and declarations do not fit; nothing is written then.
    """
    files: dict[Path, str] = {}
    for notebook in NOTEBOOKS:
        files |= build_notebook(root, notebook).files(root)
    for path, text in files.items():
        write_atomically(path, text)
    return list(files)


def stale(root: Path) -> list[Path]:
    """The releases under notebooks/ that a build would change."""
    outdated = []
    for notebook in NOTEBOOKS:
        built = build_notebook(root, notebook)
        path = root / "notebooks" / notebook.name / f"{notebook.name}.ipynb"
        if not path.is_file() or path.read_text(encoding="utf-8") != built.release:
            outdated.append(path)
    return outdated


def build_notebook(root: Path, notebook: Notebook) -> Built:
    """Make one notebook's source and release from its script."""
    script = root / "solutions" / f"{notebook.name}.py"
    cells = list(_graded_cells(_Script(script), notebook))
    source = _notebook(cells)
    return Built(notebook.name, _text(_checked(source)), _text(_release(source)))


class _Script:
    """A jupytext percent script: its cells, and where in the file they stand."""

    def __init__(self, path: Path) -> None:
        import jupytext

        self.path = path
        try:
            self._text = path.read_text(encoding="utf-8")
        except OSError as error:
            raise BuildError(f"build: cannot read {path}: {error.strerror}; restore it") from None
        self.cells: list[NotebookNode] = jupytext.reads(self._text, fmt="py:percent").cells

    def error(self, what: str, near: str) -> BuildError:
        """An error that points at the first line holding `near`."""
        lines = self._text.splitlines()
        line = next((n for n, text in enumerate(lines, 1) if near in text), 1)
        return BuildError(f"{self.path}:{line}: {what}")


def _graded_cells(script: _Script, notebook: Notebook) -> Iterator[NotebookNode]:
    """The script's cells with nbgrader's metadata, and a test cell after every exercise."""
    declared = {exercise.name: exercise for exercise in exercises_of(notebook.name)}
    found: list[str] = []
    for cell in script.cells:
        if name := cell.metadata.get("exercise"):
            found.append(name)
            if name not in declared:
                raise script.error(
                    f"no exercise {name!r} is declared for {notebook.name}; "
                    "declare it in autograder/exercises, or rename the cell",
                    f'exercise="{name}"',
                )
            _check_solution(script, declared[name], cell.source)
            yield new_code_cell(cell.source, metadata=_grading(name, solution=True))
            yield _test_cell(declared[name])
        elif question := cell.metadata.get("rubric"):
            metadata = _grading(question, solution=True, points=_points(script, question))
            yield new_markdown_cell(cell.source, metadata=metadata)
        else:
            make = new_markdown_cell if cell.cell_type == "markdown" else new_code_cell
            yield make(cell.source, metadata=_kept(cell.metadata))
    _check_complete(script, declared, found)


def _check_solution(script: _Script, exercise: Exercise, source: str) -> None:
    near = f'exercise="{exercise.name}"'
    markers = [line.strip() for line in source.splitlines() if line.strip() in (BEGIN, END)]
    if markers != [BEGIN, END]:
        message = f"expected one {BEGIN!r} and one {END!r} after it in {exercise.name}"
        raise script.error(f"{message}, got {markers or 'none'}; mark the part to be written", near)
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        raise script.error(f"{exercise.name}: {error.msg}", near) from None
    functions = {n.name: n for n in tree.body if isinstance(n, ast.FunctionDef)}
    wanted = list(inspect.signature(exercise.reference).parameters)
    function = functions.get(exercise.name)
    given = [a.arg for a in function.args.args] if function else None
    if given != wanted:
        message = f"expected def {exercise.name}({', '.join(wanted)}), got {given}"
        raise script.error(f"{message}; take the syllabus's signature", near)


def _check_complete(script: _Script, declared: dict[str, Exercise], found: list[str]) -> None:
    if missing := [name for name in declared if name not in found]:
        message = f'no cell for {", ".join(missing)}; add one with exercise="{missing[0]}"'
        raise script.error(message, "# %%")
    repeated = [name for name, count in Counter(found).items() if count > 1]
    if repeated:
        message = f"{repeated[0]} has two cells; keep one"
        raise script.error(message, f'exercise="{repeated[0]}"')


def _points(script: _Script, question: str) -> float:
    for cell in script.cells:
        if cell.metadata.get("question") == question:
            return float(cell.metadata["points"])
    message = f'a rubric without its question; add a cell with question="{question}" points=3'
    raise script.error(message, f'rubric="{question}"')


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
