"""Feedback pages, made by nbgrader from the rebuilt notebooks and the gradebook."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from autograder.errors import GradingError
from autograder.files import write_atomically
from autograder.grading.gradebook import database_url
from autograder.grading.verdict import Verdict

__all__ = ["feedback_path", "write_feedback"]


def feedback_path(out: Path, student: str, notebook: str) -> Path:
    """Where a student's page lies."""
    return out / "feedback" / student / notebook / f"{notebook}.html"


def write_feedback(
    out: Path, verdicts: Sequence[Verdict], jobs: int, progress: Callable[[int, int, str], None]
) -> list[Path]:
    """Write the page of every submission that a verdict was given on.

    Args:
        out: where `autograder grade` wrote.
        verdicts: whose pages to write.
        jobs: how many pages are made at once.
        progress: called as `progress(done, total, student)` after each.

    Raises:
        GradingError: if a rebuilt notebook is missing.
    """
    tasks = [(out, verdict.student, verdict.notebook) for verdict in verdicts]
    pages = []
    for done, (student, page) in enumerate(_pages(tasks, jobs), 1):
        pages.append(page)
        progress(done, len(tasks), student)
    return pages


def _pages(tasks: list[tuple[Path, str, str]], jobs: int) -> Iterator[tuple[str, Path]]:
    with ProcessPoolExecutor(
        max(1, min(jobs, len(tasks))), mp_context=get_context("spawn")
    ) as pool:
        students = {pool.submit(_write_page, *task): task[1] for task in tasks}
        for future in as_completed(students):
            yield students[future], future.result()


_exporters: dict[str, Any] = {}


def _write_page(out: Path, student: str, notebook: str) -> Path:
    import nbformat

    path = out / "autograded" / student / notebook / f"{notebook}.ipynb"
    try:
        graded = nbformat.read(path, as_version=4)
    except OSError as error:
        raise GradingError(f"cannot read {path}: {error.strerror}; run autograder grade") from None
    resources = {
        "unique_key": notebook,
        "metadata": {"name": notebook, "path": str(path.parent)},
        "nbgrader": {
            "notebook": notebook,
            "assignment": notebook,
            "student": student,
            "db_url": database_url(out),
        },
    }
    html, _ = _exporter().from_notebook_node(graded, resources=resources)
    page = feedback_path(out, student, notebook)
    write_atomically(page, html)
    return page


def _exporter() -> Any:
    """nbgrader's own exporter of feedback, made once in a process."""
    if "feedback" not in _exporters:
        import nbgrader
        from nbconvert import HTMLExporter
        from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
        from nbgrader.preprocessors import GetGrades

        logging.getLogger("traitlets").setLevel(logging.ERROR)
        formgrader = Path(nbgrader.__file__).parent / "server_extensions/formgrader"
        _exporters["feedback"] = HTMLExporter(
            template_name="feedback",
            extra_template_basedirs=[str(formgrader / "templates")],
            extra_template_paths=[os.fspath(formgrader / "static/node_modules/bootstrap/dist/css")],
            preprocessors=[GetGrades, CSSHTMLHeaderPreprocessor],
            # Markdown and HTML in a notebook can hold scripts; what a student wrote must not run.
            sanitize_html=True,
        )
    return _exporters["feedback"]
