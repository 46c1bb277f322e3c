"""A page for every submission: the points, what is behind them, and what a person wrote."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder import render
from autograder.build import TEXT_STUB
from autograder.course import notebook as find_notebook
from autograder.errors import GradingError
from autograder.files import write_atomically
from autograder.grading.folder import tidied
from autograder.grading.gradebook import CellGrade, CourseGradebook
from autograder.grading.verdict import ExerciseVerdict, Verdict

__all__ = ["feedback_page", "feedback_path", "write_feedback"]


def feedback_path(out: Path, student: str, notebook: str) -> Path:
    """Where a student's page lies."""
    return out / "feedback" / student / notebook / f"{notebook}.html"


def write_feedback(
    out: Path, verdicts: Sequence[Verdict], progress: Callable[[int, int, str], None]
) -> list[Path]:
    """Write the page of every submission that a verdict was given on.

    Args:
        out: where `autograder grade` wrote.
        verdicts: whose pages to write.
        progress: called as `progress(done, total, student)` after each.

    Raises:
        GradingError: if a rebuilt notebook is missing, or the gradebook cannot be read.
    """
    pages = []
    with tidied(out), CourseGradebook(out) as gradebook:
        for done, verdict in enumerate(verdicts, 1):
            pages.append(feedback_path(out, verdict.student, verdict.notebook))
            write_atomically(pages[-1], feedback_page(out, verdict, gradebook))
            progress(done, len(verdicts), verdict.student)
    return pages


def feedback_page(out: Path, verdict: Verdict, gradebook: CourseGradebook) -> str:
    """The page about one submission, as HTML.

    Raises:
        GradingError: if its rebuilt notebook is missing, or the gradebook cannot be read.
    """
    grades = gradebook.grades(verdict.student, verdict.notebook)
    return render.page("feedback", **_values(verdict, _graded_cells(out, verdict), grades))


def _graded_cells(out: Path, verdict: Verdict) -> list[NotebookNode]:
    """The cells of the rebuilt notebook, which the grader has written."""
    name = verdict.notebook
    path = out / "autograded" / verdict.student / name / f"{name}.ipynb"
    try:
        cells: list[NotebookNode] = nbformat.read(path, as_version=4).cells
    except OSError as error:
        reason = error.strerror
    except ValueError:
        reason = "it is no notebook"
    else:
        return cells
    raise GradingError(f"cannot read {path}: {reason}; run autograder grade --force")


def _values(
    verdict: Verdict, cells: list[NotebookNode], grades: dict[str, CellGrade]
) -> dict[str, Any]:
    named = {c.metadata.nbgrader.grade_id: c for c in cells if "nbgrader" in c.metadata}
    exercises = [_exercise(e, named, grades) for e in verdict.exercises]
    questions = _questions(cells, grades)
    known = find_notebook(verdict.notebook)
    return {
        "title": f"{known.name[:2]} · {known.title}",
        "student": verdict.student,
        "reason": verdict.reason,
        "unsafe": verdict.sandbox == "none",
        "exercises": exercises,
        "questions": questions,
        "score": sum(part["points"] for part in (*exercises, *questions)),
        "max_score": sum(part["max_points"] for part in (*exercises, *questions)),
        "waiting": 0 if verdict.reason else sum(q["max_points"] for q in questions if q["waits"]),
    }


def _exercise(
    judged: ExerciseVerdict, named: dict[str, NotebookNode], grades: dict[str, CellGrade]
) -> dict[str, Any]:
    test = named[f"test_{judged.name}"]
    automatic = CellGrade(judged.points, judged.max_points, False, "")
    grade = grades.get(f"test_{judged.name}", automatic)
    return {
        "name": judged.name,
        "points": grade.score,
        "max_points": judged.max_points,
        "by_hand": grade.score != judged.points,
        "what": judged.what,
        # Made by our own templates, in which everything of the student's is escaped.
        "report": test.outputs[0].data["text/html"],
        "code": "" if judged.outcome == "missing" else named[judged.name].source,
        "comment": grade.comment,
    }


def _questions(cells: list[NotebookNode], grades: dict[str, CellGrade]) -> list[dict[str, Any]]:
    """The written answers, each under the heading that asks for it."""
    questions, title = [], ""
    for cell in cells:
        graded = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "markdown" and graded.get("grade") and graded.get("solution"):
            grade = grades.get(graded["grade_id"], CellGrade(0.0, graded["points"], True, ""))
            waits = grade.waits and not grade.score
            written = cell.source.strip() != TEXT_STUB
            questions.append(
                {
                    "name": graded["grade_id"],
                    "title": title or graded["grade_id"],
                    "points": grade.score,
                    "max_points": grade.max_score,
                    "waits": waits,
                    "what": _reading(waits, written),
                    "answer": cell.source if written else "",
                    "comment": grade.comment,
                }
            )
        elif cell.cell_type == "markdown":
            headings = [line for line in cell.source.splitlines() if line.startswith("#")]
            title = headings[-1].lstrip("# ") if headings else title
    return questions


def _reading(waits: bool, written: bool) -> str:
    if not written:
        return "not written"
    return "waits for a person to read it" if waits else "read by a person"
