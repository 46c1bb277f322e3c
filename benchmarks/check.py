"""How long a learner waits for check(): right and wrong answers, first call and later ones.

A check that takes longer than a breath is not asked again after every change. The time is that of
the call and of its report in HTML, as a notebook shows it. A wrong answer takes longer, since the
smallest failing case is searched for; each registered misconception is such an answer. The first
call of an exercise also draws its cases.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from autograder import check
from autograder.exercise import Exercise
from autograder.exercises import all_exercises
from autograder.study import STATE_VARIABLE

LIMIT_MEDIAN, LIMIT_WORST = 0.3, 1.0
REPEATS = 5


def seconds(exercise: Exercise, function: Callable[..., Any]) -> float:
    """How long one check takes until its report can be shown."""
    start = time.perf_counter()
    check(exercise.name, function)._repr_html_()
    return time.perf_counter() - start


def first_in_a_session(exercise: Exercise) -> float:
    """How long the first check of a fresh Python takes, with all that it has to import."""
    program = (
        "import time\n"
        f"from cnnlib.ops import {exercise.name}\n"
        "from autograder import check\n"
        "start = time.perf_counter()\n"
        f"check({exercise.name!r}, {exercise.name})._repr_html_()\n"
        "print(time.perf_counter() - start)\n"
    )
    return float(subprocess.check_output([sys.executable, "-c", program], text=True))


def main() -> None:
    exercises = list(all_exercises().values())
    table = Table(title="milliseconds for one check", box=SIMPLE_HEAD)
    table.add_column("exercise", no_wrap=True)
    for name in ("right\nfirst", "right\nlater", "wrong\nmedian", "wrong\nworst", "wrong\nanswers"):
        table.add_column(name, justify="right", no_wrap=True)
    everything = []
    for exercise in exercises:
        first = seconds(exercise, exercise.reference)
        later = [seconds(exercise, exercise.reference) for _ in range(REPEATS)]
        wrong = [
            seconds(exercise, function)
            for misconception in exercise.misconceptions
            for function in misconception.wrong
        ]
        if exercise.patience == 1:  # training a network takes seconds by its nature
            everything += [first, *later, *wrong]
        figures = [first, statistics.median(later)]
        if wrong:  # where a misconception can be told from a right answer
            figures += [statistics.median(wrong), max(wrong)]
        cells = [f"{1000 * figure:,.0f}" for figure in figures] + ["–"] * (4 - len(figures))
        table.add_row(exercise.name, *cells, str(len(wrong)))
    console = Console()
    console.print(table)
    console.print(
        f"All {len(everything)} checks that train no network: median "
        f"{statistics.median(everything):.3f} s (goal {LIMIT_MEDIAN} s), "
        f"worst {max(everything):.3f} s (goal {LIMIT_WORST} s). "
        f"The first check of a session: {first_in_a_session(exercises[0]):.3f} s."
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ[STATE_VARIABLE] = str(Path(folder) / "progress.json")
        main()
