"""A sample class: right, wrong, unfinished, broken and hostile submissions, graded for real."""

from __future__ import annotations

import ast
import copy
import inspect
import itertools
import json
import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
from nbformat import NotebookNode

from autograder.build import build_notebook
from autograder.course import Notebook
from autograder.errors import GradingError
from autograder.exercises import exercises_of
from autograder.files import write_atomically
from autograder.grading.batch import Settings, grade_class, read_release
from autograder.grading.feedback import feedback_path, write_feedback
from autograder.grading.report import write_report
from autograder.grading.submissions import find_submissions
from autograder.grading.verdict import Verdict

__all__ = ["grade_sample", "source_of", "write_pages"]

Progress = Callable[[int, int, str], None]

#: Where wrong answers are registered.
EXERCISES = "autograder.exercises."
#: Marks a folder as one that may be made anew.
MARKER = "sample-class"
# fmt: off
NAMES = (
    "ada", "alan", "amalie", "annie", "benoit", "carl", "claude", "dorothy", "edsger", "emmy",
    "evelyn", "florence", "grace", "hedy", "ida", "jean", "joan", "katherine", "leonhard", "lise",
    "maryam", "mileva", "noam", "olga",
)
# fmt: on

#: Solution cells that do harm or break, by what they try.
HOSTILE_CELLS = {
    "loop": "def {name}(*arguments):\n    while True:\n        pass",
    "exit": "import os\n\nos._exit(0)",
    "memory": "def {name}(*arguments):\n    return np.ones((10**6, 10**6))",
    "equality": (
        "class Equal(np.ndarray):\n    def __eq__(self, other):\n        return True\n\n\n"
        "def {name}(*arguments):\n    return np.zeros(1).view(Equal)"
    ),
    "cheat": (
        "def {name}(*arguments):\n    import autograder.exercises\n\n"
        "    return autograder.exercises.exercise('{name}').reference(*arguments)"
    ),
}
#: Submitted files that are no notebook.
BROKEN_FILES = {
    "broken-binary": b"\x89PNG\r\n\x1a\n\x00\x00",
    "broken-truncated": b'{"cells": [{"cell_type": "code", "source": "def ',
}


def grade_sample(
    root: Path, known: Notebook, out: Path, students: int, jobs: int, progress: Progress
) -> list[Verdict]:
    """Make a class under `out`, let it answer a notebook, and grade it.

    Raises:
        GradingError: if `out` holds something that is not a sample class.
    """
    if out.exists() and any(out.iterdir()) and not (out / MARKER).exists():
        raise GradingError(f"{out} holds other files; name a new folder with --out")
    shutil.rmtree(out, ignore_errors=True)
    write_atomically(out / MARKER, "Made by autograder demo; it may delete this folder.\n")
    for student, data in itertools.islice(_class(root, known), students):
        path = out / "submitted" / student / known.name / f"{known.name}.ipynb"
        write_atomically(path, data)
    settings = Settings(root, out / "submitted", out, jobs)
    return grade_class(settings, find_submissions(settings.submitted, []), progress)


def write_pages(out: Path, verdicts: Sequence[Verdict], progress: Progress) -> dict[str, Path]:
    """Write the feedback of the sample class, and the report; returns where to look."""
    write_feedback(out, verdicts, progress)
    shown = next((v for v in verdicts if any(e.misconception for e in v.exercises)), verdicts[0])
    return {
        "verdicts": out / "verdicts",
        "gradebook": out / "gradebook.db",
        "all feedback": out / "feedback",
        f"feedback for {shown.student}": feedback_path(out, shown.student, shown.notebook),
        "class report": write_report(out, verdicts),
    }


def source_of(wrong: Callable[..., Any], name: str) -> str:
    """The source of a registered wrong implementation, as an answer to exercise `name`.

    Only those functions of the course's wrong answers are taken that it needs.

    Example:
        >>> from autograder.exercises.kernels.wrong import small
        >>> print(source_of(small.gain_mean, "brightness_gain"))
        def gain_mean(kernel):
            return float(kernel.mean())
        <BLANKLINE>
        <BLANKLINE>
        brightness_gain = gain_mean
    """
    needed: dict[Callable[..., Any], str] = {}
    _collect(wrong, needed)
    answer = f"{name} = {_expression(wrong)}"
    if isinstance(wrong, partial):
        answer = f"from functools import partial\n\n{answer}"
    return "\n\n\n".join([*needed.values(), answer])


def _collect(way: Any, needed: dict[Callable[..., Any], str]) -> None:
    """Note the sources of a way's functions, and before each those of what it uses."""
    for function in _functions(way):
        if function not in needed:
            source = inspect.getsource(function).rstrip()
            names = {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}
            for used in sorted(names):
                _collect(function.__globals__.get(used), needed)
            needed[function] = source


def _functions(way: Any) -> Iterator[Callable[..., Any]]:
    """The functions from which a way to answer is put together."""
    if isinstance(way, partial):
        for part in (way.func, *way.args, *way.keywords.values()):
            yield from _functions(part)
    elif inspect.isfunction(way) and way.__module__.startswith(EXERCISES):
        yield way


def _expression(way: Any) -> str:
    """Write down how a way to answer is put together."""
    if isinstance(way, partial):
        named = [f"{name}={_expression(value)}" for name, value in way.keywords.items()]
        return f"partial({', '.join([*map(_expression, (way.func, *way.args)), *named])})"
    if isinstance(way, np.ufunc):
        return f"np.{way.__name__}"
    return str(way.__name__) if inspect.isfunction(way) else repr(way)


def _class(root: Path, known: Notebook) -> Iterator[tuple[str, bytes]]:
    """Students with their files: one of everything first, then more of the usual kind."""
    release = read_release(root, known)
    right = _solutions(root, known)
    yield NAMES[0], _notebook(release, right)
    yield NAMES[1], _notebook(release, {})
    first = exercises_of(known.name)[0].name
    hostile = [
        (f"hostile-{what}", _notebook(release, {**right, first: cell.replace("{name}", first)}))
        for what, cell in HOSTILE_CELLS.items()
    ]
    unusual = itertools.chain(hostile[:3], BROKEN_FILES.items(), hostile[3:])
    usual = _usual(known, release, right)
    # Of every four students at most one is unusual, so that small classes are mixed as well.
    while True:
        yield from itertools.islice(usual, 3)
        yield from itertools.islice(unusual, 1)


def _usual(
    known: Notebook, release: NotebookNode, right: dict[str, str]
) -> Iterator[tuple[str, bytes]]:
    """Students who get most right, some wrong in a way that is known, and leave some out."""
    chance = random.Random(known.name)
    mistakes = [
        (exercise.name, source_of(wrong, exercise.name))
        for exercise in exercises_of(known.name)
        for misconception in exercise.misconceptions
        for wrong in misconception.wrong[:1]
    ]
    chance.shuffle(mistakes)
    waiting = itertools.cycle(mistakes)
    for number in itertools.count(2):
        name = NAMES[number] if number < len(NAMES) else f"student-{number:04d}"
        answers = {**right, **dict(itertools.islice(waiting, chance.choice((0, 1, 2, 3))))}
        if chance.random() < 0.3:
            for unfinished in list(answers)[-chance.randint(1, 5) :]:
                del answers[unfinished]
        yield name, _notebook(release, answers)


def _solutions(root: Path, known: Notebook) -> dict[str, str]:
    """The course's own answers: to the exercises first, then to the questions."""
    source = nbformat.reads(build_notebook(root, known).source, as_version=4)
    graded = [cell for cell in source.cells if cell.metadata.get("nbgrader", {}).get("solution")]
    code = {cell.id: cell.source for cell in graded if cell.cell_type == "code"}
    text = {
        cell.id: cell.source.partition("### Model answer")[2].strip()
        for cell in graded
        if cell.cell_type == "markdown"
    }
    return {**code, **text}


def _notebook(release: NotebookNode, answers: dict[str, str]) -> bytes:
    notebook = copy.deepcopy(release)
    for cell in notebook.cells:
        cell.source = answers.get(cell.metadata.get("nbgrader", {}).get("grade_id"), cell.source)
    return json.dumps(notebook).encode()
