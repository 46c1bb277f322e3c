"""Who got what and why, for the terminal, in as little room as it takes."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from autograder.grading.report import by_notebook, ranking
from autograder.grading.verdict import Verdict

__all__ = ["printable", "summary"]

#: Longer classes are cut here, with the lowest scores first, and so are lists of misconceptions and
#: of exercises.
MOST_STUDENTS, MOST_MISCONCEPTIONS, MOST_EXERCISES = 60, 5, 4
#: Longer names go on in a second line, so that a narrow terminal has room for the reasons.
NAME_WIDTH = 20


def summary(verdicts: Sequence[Verdict]) -> RenderableType:
    """A table for each notebook, and below it what most of the class gets wrong."""
    parts: list[RenderableType] = []
    for name, some in by_notebook(verdicts).items():
        mean = sum(v.score for v in some) / len(some)
        count = f"{len(some)} submission{'' if len(some) == 1 else 's'}"
        title = f"{name}: {count}, mean {mean:.1f} of {some[0].max_score:g}"
        parts += [Text(f"\n{title}\n", style="bold"), _table(some), *_misconceptions(some)]
    return Group(*parts)


def _table(verdicts: list[Verdict]) -> RenderableType:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("student", max_width=NAME_WIDTH, overflow="fold")
    table.add_column("score", justify="right", no_wrap=True)
    table.add_column("why", overflow="fold")
    all_fit = len(verdicts) <= MOST_STUDENTS
    for verdict in verdicts if all_fit else sorted(verdicts, key=_score)[:MOST_STUDENTS]:
        table.add_row(
            Text(printable(verdict.student)), f"{verdict.score:g}", Text("\n".join(_why(verdict)))
        )
    if not all_fit:
        more = len(verdicts) - MOST_STUDENTS
        table.add_row("…", "", f"and {more} more, who have no less; see autograder report")
    return table


def _score(verdict: Verdict) -> float:
    return verdict.score


def _misconceptions(verdicts: list[Verdict]) -> list[RenderableType]:
    ranked = ranking(verdicts)[:MOST_MISCONCEPTIONS]
    if not ranked:
        return []
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=False)
    for row in ranked:
        students = f"{row.students} student{'' if row.students == 1 else 's'}"
        table.add_row(students, Text(f"{row.phrase} ({_listed(row.exercises)})"))
    return [Text("\nCommonest misconceptions\n", style="bold"), Padding(table, 0)]


def _why(verdict: Verdict) -> list[str]:
    """A line for each reason for which points were lost, with the exercises that it cost."""
    unsafe = ["graded without a sandbox"] if verdict.sandbox == "none" else []
    if verdict.reason:
        return [f"rejected: {printable(verdict.reason)}", *unsafe]
    reasons: dict[str, list[str]] = {}
    for e in verdict.exercises:
        if e.outcome != "passed":
            reasons.setdefault(e.what, []).append(e.name)
    lines = [
        f"{what}: {'everything' if len(names) == len(verdict.exercises) else _listed(names)}"
        for what, names in reasons.items()
    ]
    return [*(lines or ["everything right"]), *unsafe]


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:MOST_EXERCISES])
    more = len(names) - MOST_EXERCISES
    return f"{shown} and {more} more" if more > 0 else shown


def printable(text: str) -> str:
    """A student's text without what would move the cursor or change the colours.

    Example:
        >>> printable("a\\x1b[2Jb")
        'a\\\\x1b[2Jb'
    """
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)
