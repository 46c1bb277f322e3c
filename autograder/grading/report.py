"""The class at a glance: a summary for the terminal, and a page to share."""

from __future__ import annotations

import base64
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder import render
from autograder.course import notebook as find_notebook
from autograder.files import write_atomically
from autograder.grading.feedback import feedback_path
from autograder.grading.verdict import ExerciseVerdict, Verdict

__all__ = ["Ranked", "by_notebook", "ranking", "write_report"]


@dataclass(frozen=True)
class Ranked:
    """A misconception, how many students have it, and the exercises where it shows."""

    phrase: str
    explanation: str
    students: int
    exercises: tuple[str, ...]


def by_notebook(verdicts: Sequence[Verdict]) -> dict[str, list[Verdict]]:
    """The verdicts on each notebook, in the notebooks' order."""
    names = sorted({verdict.notebook for verdict in verdicts})
    return {name: [v for v in verdicts if v.notebook == name] for name in names}


def ranking(verdicts: Sequence[Verdict]) -> list[Ranked]:
    """The misconceptions of a class, those of most students first."""
    shown: dict[str, list[tuple[str, ExerciseVerdict]]] = {}
    for verdict in verdicts:
        for judged in verdict.exercises:
            if judged.misconception:
                shown.setdefault(judged.misconception, []).append((verdict.student, judged))
    ranked = [_ranked(name, where) for name, where in sorted(shown.items())]
    return sorted(ranked, key=lambda row: -row.students)


def _ranked(name: str, shown: list[tuple[str, ExerciseVerdict]]) -> Ranked:
    """One misconception, in the words of the exercise where it shows most often."""
    exercises = Counter(judged.name for _, judged in shown).most_common()
    commonest = next(judged for _, judged in shown if judged.name == exercises[0][0])
    declared = commonest.declared
    return Ranked(
        declared.phrase if declared else name,
        declared.explanation if declared else "",
        len({student for student, _ in shown}),
        tuple(exercise for exercise, _ in exercises),
    )


def write_report(out: Path, verdicts: Sequence[Verdict]) -> Path:
    """Write the class report, one page that needs no other file but the feedback it links to."""
    sections = [_section(out, name, some) for name, some in by_notebook(verdicts).items()]
    students = len({verdict.student for verdict in verdicts})
    page = out / "report" / "index.html"
    write_atomically(page, render.page("class", sections=sections, students=students))
    return page


def _section(out: Path, name: str, verdicts: list[Verdict]) -> dict[str, Any]:
    exercises = [e.name for e in verdicts[0].exercises]
    known = find_notebook(name)
    return {
        "title": f"{known.name[:2]} · {known.title}",
        "exercises": exercises,
        "max_score": verdicts[0].max_score,
        "rows": [
            {
                "student": v.student,
                "score": v.score,
                "reason": v.reason,
                "unsafe": v.sandbox == "none",
                "exercises": v.exercises,
                "page": _link(out, feedback_path(out, v.student, name)),
            }
            for v in verdicts
        ],
        "mean": _mean([v.score for v in verdicts]),
        "means": [
            _mean([e.points for v in verdicts for e in v.exercises if e.name == exercise])
            for exercise in exercises
        ],
        "unsafe": sum(v.sandbox == "none" for v in verdicts),
        "misconceptions": ranking(verdicts),
        "histogram": _histogram(verdicts),
    }


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


def _link(out: Path, page: Path) -> str | None:
    """The way from the report to a student's page, where there is one."""
    return f"../{page.relative_to(out).as_posix()}" if page.is_file() else None


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
