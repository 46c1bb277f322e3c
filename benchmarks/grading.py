"""How long grading takes: stock `nbgrader autograde`, and our engine on one core and on all.

Both grade the same right submissions of one notebook in one run, each started from the command line
as an instructor would, ours with the sandbox on. Stock nbgrader runs the whole notebook, figures
and measurements included, in a fresh kernel for every submission; ours runs what is graded in a
fork, on the visible cases and on hidden ones. Few submissions are enough for stock nbgrader, which
takes the same time for each; two sizes of a class tell our start-up from the cost of a submission.

The students' own code is measured here, without any grader: their cells once, every case once. What
our engine takes beyond that is overhead.

    python benchmarks/grading.py [NOTEBOOK]
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
from nbgrader.api import Gradebook
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from autograder.build import build_notebook
from autograder.course import Notebook, notebook
from autograder.exercise import Case, Exercise
from autograder.exercises import exercises_of
from autograder.files import write_atomically
from autograder.grading.verdict import load_verdicts
from autograder.observation import copy_value

ROOT = Path(__file__).resolve().parents[1]
STOCK, SMALL, LARGE = 2, 5, 30
CORES = os.cpu_count() or 1
#: Stock nbgrader looks for its helper alembic along PATH.
ENVIRONMENT = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
OURS = (sys.executable, "-c", "from autograder.cli import main; main()")


def hand_in(folder: Path, known: Notebook, source: str, count: int) -> None:
    """Write right submissions; a comment makes each a file of its own."""
    tree = nbformat.reads(source, as_version=4)
    names = {exercise.name for exercise in exercises_of(known.name)}
    cell = next(c for c in tree.cells if c.metadata.get("nbgrader", {}).get("grade_id") in names)
    answer = cell.source
    for number in range(count):
        cell.source = f"{answer}\n\n# handed in by student {number}"
        path = folder / f"student-{number:03d}" / known.name / f"{known.name}.ipynb"
        write_atomically(path, nbformat.writes(tree))


def seconds(command: Sequence[str | Path], folder: Path) -> float:
    """How long a command takes; it must succeed."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")
    return time.perf_counter() - start


def by_stock_nbgrader(folder: Path, known: Notebook, source: str) -> float:
    """Seconds that stock nbgrader takes for a class, in a folder without our configuration."""
    write_atomically(folder / "source" / known.name / f"{known.name}.ipynb", source)
    hand_in(folder / "submitted", known, source, STOCK)
    command = (sys.executable, "-m", "nbgrader")
    seconds([*command, "generate_assignment", known.name], folder)
    taken = seconds([*command, "autograde", known.name], folder)
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        scores = [submission.score for submission in gradebook.assignment_submissions(known.name)]
    expect_full(scores, STOCK, known)
    return taken


def by_ours(folder: Path, known: Notebook, source: str, count: int, jobs: int) -> float:
    """Seconds that our engine takes for a class."""
    hand_in(folder / "submitted", known, source, count)
    places = ["--submitted", folder / "submitted", "--out", folder]
    taken = seconds([*OURS, "grade", known.name, *places, "--jobs", str(jobs)], ROOT)
    expect_full([verdict.score for verdict in load_verdicts(folder)], count, known)
    return taken


def expect_full(scores: list[float], count: int, known: Notebook) -> None:
    """A grader that gives other points has done something else than was to be measured."""
    points = sum(exercise.points for exercise in exercises_of(known.name))
    if scores != [points] * count:
        raise SystemExit(f"expected {count} scores of {points:g}, got {scores}")


def own_code(known: Notebook, source: str) -> float:
    """Seconds that a right submission's own code takes, without any grader."""
    exercises = exercises_of(known.name)
    cells = {c.metadata.get("nbgrader", {}).get("grade_id"): c.source for c in cells_of(source)}
    calls = [(e, case) for e in exercises for case in [*e.visible_cases, *e.hidden_cases(b"key")]]
    start = time.perf_counter()
    namespace: dict[str, Any] = {}
    exec(known.prelude, namespace)
    for exercise in exercises:
        exec(cells[exercise.name], namespace)
    elapsed = time.perf_counter() - start
    return elapsed + sum(call_seconds(e, case, namespace[e.name]) for e, case in calls)


def cells_of(source: str) -> list[nbformat.NotebookNode]:
    return list(nbformat.reads(source, as_version=4).cells)


def call_seconds(exercise: Exercise, case: Case, function: Callable[..., Any]) -> float:
    args, kwargs = copy_value(exercise.call(case))
    start = time.perf_counter()
    with contextlib.suppress(ValueError):  # which some cases ask for
        function(*args, **kwargs)
    return time.perf_counter() - start


class Times(NamedTuple):
    """Seconds: stock nbgrader, ours for a small class, for a large one, and on all cores."""

    stock: float
    small: float
    one: float
    every: float


def measure(known: Notebook, source: str, console: Console) -> Times:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        with console.status("stock nbgrader ..."):
            stock = by_stock_nbgrader(folder / "stock", known, source)
        with console.status("our engine ..."):
            small = by_ours(folder / "small", known, source, SMALL, 1)
            one = by_ours(folder / "one", known, source, LARGE, 1)
            every = by_ours(folder / "every", known, source, LARGE, CORES)
    return Times(stock, small, one, every)


def main(name: str = "02_kernels") -> None:
    known, console = notebook(name), Console()
    busy = os.getloadavg()[0]
    if busy > CORES:
        console.print(f"This computer is busy (load {busy:.1f}); measure again when it is not.")
    source = build_notebook(ROOT, known).source
    own, times = own_code(known, source), measure(known, source, console)
    table = Table(title=f"Grading right submissions of {name}", box=SIMPLE_HEAD)
    table.add_column("grader", no_wrap=True)
    for column in ("submissions", "seconds", "seconds\neach", "stock :\nours"):
        table.add_column(column, justify="right", no_wrap=True)
    for grader, count, total in (
        ("stock nbgrader autograde", STOCK, times.stock),
        ("ours, 1 job", LARGE, times.one),
        (f"ours, {CORES} jobs", LARGE, times.every),
    ):
        ratio = (times.stock / STOCK) / (total / count)
        table.add_row(grader, str(count), f"{total:.1f}", f"{total / count:.3f}", f"{ratio:.0f}")
    console.print(table)
    each = (times.one - times.small) / (LARGE - SMALL)
    console.print(
        f"On 1 job: {times.small - SMALL * each:.1f} s to start, then {1000 * each:.0f} ms a "
        f"submission ({times.stock / STOCK / each:.0f} times as fast as stock), of which the "
        f"student's own code takes {1000 * own:.0f} ms ({own / each:.0%}) and grading "
        f"{1000 * (each - own):.0f} ms."
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
