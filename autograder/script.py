"""Read a notebook's script in `solutions/`, and compare it with the declared exercises."""

from __future__ import annotations

import ast
import itertools
import re
from collections import Counter
from pathlib import Path

from nbformat import NotebookNode

from autograder.course import Notebook
from autograder.errors import BuildError
from autograder.exercise import Exercise
from autograder.exercises import exercises_of

__all__ = ["BEGIN", "END", "Script", "read_script"]

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
#: A question's name, which is also its cell's grade_id.
QUESTION = re.compile(r"explain_[a-z0-9_]+")


def read_script(path: Path, notebook: Notebook) -> Script:
    """Read a script whose cells fit the declarations of its notebook.

    Raises:
        BuildError: at the first cell that does not fit, with file and line.
    """
    script = Script(path)
    declared = {exercise.name: exercise for exercise in exercises_of(notebook.name)}
    _check_cells(script, notebook, declared)
    return script


class Script:
    """A jupytext percent script: its cells, and where in the file they stand."""

    def __init__(self, path: Path) -> None:
        import jupytext

        self.path = path
        try:
            self._text = path.read_text(encoding="utf-8")
        except OSError as error:
            raise BuildError(f"build: cannot read {path}: {error.strerror}; restore it") from None
        except UnicodeDecodeError as error:
            raise BuildError(f"{path}:1: not UTF-8: {error.reason}; save it as UTF-8") from None
        self.cells: list[NotebookNode] = jupytext.reads(self._text, fmt="py:percent").cells

    def error(self, what: str, near: str, occurrence: int = 0) -> BuildError:
        """An error that points at a line holding `near`: the first one, or a later occurrence."""
        lines = [n for n, text in enumerate(self._text.splitlines(), 1) if near in text]
        line = lines[occurrence] if occurrence < len(lines) else 1
        return BuildError(f"{self.path}:{line}: {what}")

    def points(self, question: str) -> float:
        """What the answer to a question is worth, as the question's cell says."""
        cell = next(c for c in self.cells if c.metadata.get("question") == question)
        points = cell.metadata.get("points")
        if not isinstance(points, int | float) or points <= 0:
            message = f"expected points above 0 beside the question, got {points!r}; add points=3"
            raise self.error(message, f'question="{question}"')
        return float(points)


def _check_cells(script: Script, notebook: Notebook, declared: dict[str, Exercise]) -> None:
    for kind in ("exercise", "question", "rubric"):
        _check_unique(script, kind)
    for cell in script.cells:
        if name := cell.metadata.get("exercise"):
            if name not in declared:
                raise script.error(
                    f"no exercise {name!r} is declared for {notebook.name}; "
                    "declare it in autograder/exercises, or rename the cell",
                    f'exercise="{name}"',
                )
            _check_solution(script, declared[name], cell.source)
        elif marker := next((m for m in (BEGIN, END) if m in cell.source), None):
            message = (
                f'{marker!r} in a cell that is no exercise; add exercise="…" to its first line'
            )
            raise script.error(message, marker, _markers_before(script, cell, marker))
    found = [cell.metadata.get("exercise") for cell in script.cells]
    if missing := [name for name in declared if name not in found]:
        message = f'no cell for {", ".join(missing)}; add one with exercise="{missing[0]}"'
        raise script.error(message, "# %%")
    _check_questions(script)


def _check_unique(script: Script, kind: str) -> None:
    names = Counter(c.metadata[kind] for c in script.cells if kind in c.metadata)
    for name, count in names.items():
        if count > 1:
            raise script.error(f"{name} has {count} cells; keep one", f'{kind}="{name}"', count - 1)


def _markers_before(script: Script, cell: NotebookNode, marker: str) -> int:
    before = itertools.takewhile(lambda other: other is not cell, script.cells)
    return sum(other.source.count(marker) for other in before)


def _check_solution(script: Script, exercise: Exercise, source: str) -> None:
    near = f'exercise="{exercise.name}"'
    markers = [line.strip() for line in source.splitlines() if line.strip() in (BEGIN, END)]
    if markers != [BEGIN, END]:
        message = f"expected one {BEGIN!r} and one {END!r} after it in {exercise.name}"
        raise script.error(f"{message}, got {markers or 'none'}; mark the part to be written", near)
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        raise script.error(f"{exercise.name}: {error.msg}", near) from None
    given = _signatures(tree).get(exercise.name)
    if given != exercise.signature:
        message = f"expected {exercise.signature}, got {given}; take the syllabus's signature"
        raise script.error(message, near)


def _signatures(tree: ast.Module) -> dict[str, str]:
    """The functions and classes that a cell defines, as one calls them: `conv2d(x, bias=None)`."""
    signatures = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            signatures[node.name] = _parameters(node.args)
        elif isinstance(node, ast.ClassDef):
            for method in node.body:
                if isinstance(method, ast.FunctionDef) and method.name == "__init__":
                    method.args.args = method.args.args[1:]  # self is given by the call
                    signatures[node.name] = _parameters(method.args)
    return {name: f"{name}({parameters})" for name, parameters in signatures.items()}


def _parameters(arguments: ast.arguments) -> str:
    for argument in ast.walk(arguments):
        if isinstance(argument, ast.arg):
            argument.annotation = None
    return ast.unparse(arguments)


def _check_questions(script: Script) -> None:
    """Every question has a rubric, every rubric a question, and its points are a number."""
    questions, rubrics = (
        [cell.metadata[kind] for cell in script.cells if kind in cell.metadata]
        for kind in ("question", "rubric")
    )
    for name in questions:
        if not QUESTION.fullmatch(name):
            message = f"expected a question's name like explain_sum, got {name!r}; rename it"
            raise script.error(message, f'question="{name}"')
        if name not in rubrics:
            message = f'a question without its rubric; add a cell with rubric="{name}"'
            raise script.error(message, f'question="{name}"')
        script.points(name)
    for name in rubrics:
        if name not in questions:
            message = f'a rubric without its question; add a cell with question="{name}" points=3'
            raise script.error(message, f'rubric="{name}"')
