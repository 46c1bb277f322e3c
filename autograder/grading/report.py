"""The class at a glance: a table for the terminal, and a page to share."""

from __future__ import annotations

import base64
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.markup import escape
from rich.table import Table

from autograder import render
from autograder.exercises import all_exercises
from autograder.files import write_atomically
from autograder.grading.feedback import feedback_path
from autograder.grading.verdict import Verdict

__all__ = ["summary_table", "write_report"]


def summary_table(verdicts: Sequence[Verdict]) -> Table:
    """Who got what, and in a few words why."""
    table = Table(title="Who got what, and why")
    table.add_column("student", no_wrap=True)
    table.add_column("notebook", no_wrap=True)
    table.add_column("score", justify="right", no_wrap=True)
    table.add_column("why")
    for verdict in verdicts:
        unsafe = " (no sandbox)" if verdict.sandbox == "none" else ""
        table.add_row(
            escape(_printable(verdict.student)),
            verdict.notebook + unsafe,
            f"{verdict.score:g} of {verdict.max_score:g}",
            escape(_why(verdict)),
        )
    return table


def write_report(out: Path, verdicts: Sequence[Verdict]) -> Path:
    """Write the class report, one page that needs no other file but the feedback it links to."""
    notebooks = sorted({verdict.notebook for verdict in verdicts})
    sections = [
        _section(out, name, [v for v in verdicts if v.notebook == name]) for name in notebooks
    ]
    _, html = render.both("class", sections=sections, students=len({v.student for v in verdicts}))
    page = out / "report" / "index.html"
    write_atomically(page, html)
    return page


def _why(verdict: Verdict) -> str:
    if verdict.reason:
        return verdict.reason
    lost = [e for e in verdict.exercises if e.outcome != "passed"]
    if not lost:
        return "everything right"
    unwritten = [e.name for e in lost if e.outcome == "missing"]
    parts = [
        f"{e.name}: {_word(e.misconception, e.outcome)}" for e in lost if e.outcome != "missing"
    ]
    if unwritten:
        parts.append(
            "nothing written"
            if len(unwritten) == len(verdict.exercises)
            else f"not written: {', '.join(unwritten)}"
        )
    return "; ".join(parts)


def _word(misconception: str | None, outcome: str) -> str:
    if misconception is None:
        return outcome
    phrases = {m.id: m.phrase for e in all_exercises().values() for m in e.misconceptions}
    return phrases.get(misconception, misconception)


def _section(out: Path, name: str, verdicts: list[Verdict]) -> dict[str, Any]:
    exercises = [e.name for e in verdicts[0].exercises]
    pages = {v.student: feedback_path(out, v.student, name) for v in verdicts}
    return {
        "name": name,
        "exercises": exercises,
        "max_score": verdicts[0].max_score,
        "rows": [
            {
                "student": _printable(v.student),
                "score": v.score,
                "reason": v.reason,
                "unsafe": v.sandbox == "none",
                "exercises": v.exercises,
                "page": _relative(pages[v.student], out) if pages[v.student].is_file() else None,
            }
            for v in verdicts
        ],
        "mean": sum(v.score for v in verdicts) / len(verdicts),
        "misconceptions": _ranking(verdicts),
        "histogram": _histogram(verdicts),
    }


def _ranking(verdicts: list[Verdict]) -> list[dict[str, Any]]:
    """Misconceptions by how many students have them, with their explanation."""
    students: dict[str, set[str]] = {}
    where: dict[str, Counter[str]] = {}
    for verdict in verdicts:
        for e in verdict.exercises:
            if e.misconception:
                students.setdefault(e.misconception, set()).add(verdict.student)
                where.setdefault(e.misconception, Counter())[e.name] += 1
    known = {(e.name, m.id): m for e in all_exercises().values() for m in e.misconceptions}
    ranked = sorted(students, key=lambda name: (-len(students[name]), name))
    rows = []
    for name in ranked:
        commonest = where[name].most_common(1)[0][0]
        found = known.get((commonest, name))
        rows.append(
            {
                "phrase": found.phrase if found else name,
                "explanation": found.explanation if found else "",
                "students": len(students[name]),
                "exercises": ", ".join(where[name]),
            }
        )
    return rows


def _histogram(verdicts: list[Verdict]) -> str:
    """The distribution of scores as a PNG in base64."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    figure = Figure(figsize=(6, 2.4), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    highest = verdicts[0].max_score
    bins = [highest * step / 10 for step in range(11)]
    axes.hist([v.score for v in verdicts], bins=bins, color="#0072b2", edgecolor="white")
    axes.set(xlabel="score", ylabel="submissions", xlim=(0, highest))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.spines[["top", "right"]].set_visible(False)
    stream = io.BytesIO()
    figure.savefig(stream, format="png", dpi=150)
    return base64.b64encode(stream.getvalue()).decode()


def _relative(page: Path, out: Path) -> str:
    return f"../{page.relative_to(out).as_posix()}"


def _printable(name: str) -> str:
    """A file's name, whatever bytes it has, as text that can be printed."""
    return name.encode(errors="surrogateescape").decode(errors="replace")
