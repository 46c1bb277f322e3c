"""How long grading takes: stock `nbgrader autograde`, and our engine on one core and on all.

All grade the same right submissions of one notebook in one run, each started from the command line
as an instructor would, ours with the sandbox on. Stock nbgrader runs the whole notebook, figures
and measurements included, in a fresh kernel for every submission; ours runs what is graded in a
fork of a process that has imported what it needs, on the visible cases and on hidden ones. Few
submissions are enough for stock nbgrader, which takes the same time for each.

Two sizes of a class tell our start-up from the cost of a submission, and a third, far larger one
shows whether that cost, and the memory, stay the same. Memory is what the processes of the grader,
and those in its boxes, have at most; what several share is counted once (PSS).

The students' own code is measured here, without any grader: their cells once, every case once. What
our engine takes beyond that is overhead; on all cores, the own code of as many is run at a time.

    python benchmarks/grading.py [NOTEBOOK] [--class SIZE]
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
import psutil
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
STOCK, SMALL, MIDDLE, LARGE = 2, 5, 30, 200
#: How often the memory of a grader is looked at.
LOOK_SECONDS = 0.2
MEBIBYTE = 2**20
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


class Spent(NamedTuple):
    """What a command has taken: seconds, and at most so many bytes in the grader and its boxes."""

    seconds: float
    grader: int
    boxes: int


def spent(command: Sequence[str | Path], folder: Path) -> Spent:
    """What a command takes; it must succeed."""
    grader = boxes = 0
    start = time.perf_counter()
    with (
        tempfile.TemporaryFile("w+") as said,
        subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stdout=said, stderr=said) as running,
    ):
        while running.poll() is None:
            ours, theirs = memory_of(running.pid)
            grader, boxes = max(grader, ours), max(boxes, theirs)
            time.sleep(LOOK_SECONDS)
        taken = time.perf_counter() - start
        if running.returncode != 0:
            said.seek(0)
            raise SystemExit(f"{' '.join(map(str, command))} failed:\n{said.read()}")
    return Spent(taken, grader, boxes)


def memory_of(process: int) -> tuple[int, int]:
    """The memory of a grader's own processes, and of those in its boxes."""
    with contextlib.suppress(psutil.Error):
        whole = psutil.Process(process)
        everything = [whole, *whole.children(recursive=True)]
        tops = [p for p in everything if _name(p) == "bwrap"]
        inside = {p for top in tops for p in (top, *top.children(recursive=True))}
        return _bytes(set(everything) - inside), _bytes(inside)
    return 0, 0  # it has just ended


def _name(process: psutil.Process) -> str:
    with contextlib.suppress(psutil.Error):
        return str(process.name())
    return ""


def _bytes(processes: Iterable[psutil.Process]) -> int:
    total = 0
    for process in processes:
        with contextlib.suppress(psutil.Error):
            total += process.memory_full_info().pss
    return total


def by_stock_nbgrader(folder: Path, known: Notebook, source: str) -> float:
    """Seconds that stock nbgrader takes for a class, in a folder without our configuration."""
    write_atomically(folder / "source" / known.name / f"{known.name}.ipynb", source)
    hand_in(folder / "submitted", known, source, STOCK)
    command = (sys.executable, "-m", "nbgrader")
    spent([*command, "generate_assignment", known.name], folder)
    taken = spent([*command, "autograde", known.name], folder).seconds
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        scores = [submission.score for submission in gradebook.assignment_submissions(known.name)]
    expect_full(scores, STOCK, known)
    return taken


def by_ours(folder: Path, known: Notebook, source: str, count: int, jobs: int) -> Spent:
    """What our engine takes for a class."""
    hand_in(folder / "submitted", known, source, count)
    places = ["--submitted", folder / "submitted", "--out", folder]
    taken = spent([*OURS, "grade", known.name, *places, "--jobs", str(jobs)], ROOT)
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


class Measured(NamedTuple):
    """What was taken by stock nbgrader, and by ours for several sizes of a class and jobs."""

    stock: float
    small: Spent
    middle: Spent
    large: Spent
    middle_on_all: Spent
    large_on_all: Spent


def measure(known: Notebook, source: str, large: int, console: Console) -> Measured:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        with console.status("stock nbgrader ..."):
            stock = by_stock_nbgrader(folder / "stock", known, source)
        spent_by_ours = []
        on_one = ((SMALL, 1), (MIDDLE, 1), (large, 1))
        for count, jobs in (*on_one, (MIDDLE, CORES), (large, CORES)):
            with console.status(f"our engine, a class of {count}, {jobs} jobs ..."):
                own = folder / f"{count}-{jobs}"
                spent_by_ours.append(by_ours(own, known, source, count, jobs))
    return Measured(stock, *spent_by_ours)


def speed_table(name: str, found: Measured, large: int) -> Table:
    """Seconds and memory of each grader, for the whole class and for each submission."""
    table = Table(title=f"Grading right submissions of {name}", box=SIMPLE_HEAD)
    table.add_column("grader", no_wrap=True)
    headings = ("class", "seconds", "seconds\neach", "stock :\nours", "grader\nMiB", "boxes\nMiB")
    for heading in headings:
        table.add_column(heading, justify="right", no_wrap=True)
    each = found.stock / STOCK
    table.add_row(
        "stock nbgrader autograde", f"{STOCK}", f"{found.stock:.1f}", f"{each:.3f}", "1", "", ""
    )
    for grader, count, taken in (
        ("ours, 1 job", MIDDLE, found.middle),
        ("ours, 1 job", large, found.large),
        (f"ours, {CORES} jobs", MIDDLE, found.middle_on_all),
        (f"ours, {CORES} jobs", large, found.large_on_all),
    ):
        table.add_row(
            grader,
            str(count),
            f"{taken.seconds:.1f}",
            f"{taken.seconds / count:.3f}",
            f"{each / (taken.seconds / count):.0f}",
            f"{taken.grader / MEBIBYTE:.0f}",
            f"{taken.boxes / MEBIBYTE:.0f}",
        )
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare our grading with stock nbgrader's.")
    parser.add_argument("notebook", nargs="?", default="02_kernels", type=notebook)
    parser.add_argument(
        "--class", dest="size", type=int, default=LARGE, help="submissions in the largest class"
    )
    chosen = parser.parse_args()
    known, large, console = chosen.notebook, max(chosen.size, MIDDLE + 1), Console()
    busy = os.getloadavg()[0]
    if busy > CORES:
        console.print(f"This computer is busy (load {busy:.1f}); measure again when it is not.")
    source = build_notebook(ROOT, known).source
    own, found = own_code(known, source), measure(known, source, large, console)
    console.print(speed_table(known.name, found, large))
    # Between two sizes of a class, start-up falls out.
    each = (found.middle.seconds - found.small.seconds) / (MIDDLE - SMALL)
    later = (found.large.seconds - found.middle.seconds) / (large - MIDDLE)
    console.print(
        f"On 1 job: {found.small.seconds - SMALL * each:.1f} s to start, then {1000 * each:.0f} ms "
        f"a submission ({found.stock / STOCK / each:.0f} times as fast as stock), of which the "
        f"student's own code takes {1000 * own:.0f} ms ({own / each:.0%}) and grading "
        f"{1000 * (each - own):.0f} ms. In the class of {large}, each submission after the first "
        f"{MIDDLE} takes {1000 * later:.0f} ms."
    )
    on_all = (found.large_on_all.seconds - found.middle_on_all.seconds) / (large - MIDDLE)
    console.print(
        f"On {CORES} jobs, each submission after the first {MIDDLE} takes {1000 * on_all:.0f} ms "
        f"({found.stock / STOCK / on_all:.0f} times as fast as stock), of which grading takes "
        f"{1000 * (on_all - own / CORES):.0f} ms."
    )


if __name__ == "__main__":
    main()
