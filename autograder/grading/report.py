"""The class at a glance: a summary for the terminal, and pages to share."""

from __future__ import annotations

import base64
import hashlib
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median
from typing import Any

from autograder import render
from autograder.course import notebook as find_notebook
from autograder.files import write_atomically
from autograder.grading.feedback import feedback_path
from autograder.grading.folder import tidied
from autograder.grading.verdict import OUTCOMES, ExerciseVerdict, Verdict

__all__ = ["Hardness", "Ranked", "by_notebook", "hardest", "ranking", "write_report"]

#: A student, and how one exercise was judged.
Judged = tuple[str, ExerciseVerdict]

#: So many misconceptions are listed at once; the rarer ones are folded up.
MOST_MISCONCEPTIONS = 12


@dataclass(frozen=True)
class Ranked:
    """A misconception, how many students have it, and the exercises where it shows."""

    phrase: str
    explanation: str
    students: int
    exercises: tuple[str, ...]


@dataclass(frozen=True)
class Hardness:
    """How a class did in an exercise.

    Attributes:
        name: the exercise.
        mean: the points of a student.
        max_points: what it is worth.
        outcomes: how many students had each outcome, in the order of `OUTCOMES`.
        commonest: the commonest misconception, if there is one.
    """

    name: str
    mean: float
    max_points: float
    outcomes: tuple[int, ...]
    commonest: Ranked | None

    @property
    def share(self) -> float:
        """The share of the points that a student got."""
        return self.mean / self.max_points


def by_notebook(verdicts: Sequence[Verdict]) -> dict[str, list[Verdict]]:
    """The verdicts on each notebook, in the notebooks' order."""
    names = sorted({verdict.notebook for verdict in verdicts})
    return {name: [v for v in verdicts if v.notebook == name] for name in names}


def ranking(verdicts: Sequence[Verdict]) -> list[Ranked]:
    """The misconceptions of a class, those of most students first."""
    return _ranking([pair for pairs in _by_exercise(verdicts).values() for pair in pairs])


def hardest(verdicts: Sequence[Verdict]) -> list[Hardness]:
    """The exercises of a notebook, that with the smallest share of its points first."""
    rows = [_hardness(name, judged) for name, judged in _by_exercise(verdicts).items()]
    return sorted(rows, key=lambda row: row.share)


def _hardness(name: str, judged: list[Judged]) -> Hardness:
    outcomes = Counter(e.outcome for _, e in judged)
    return Hardness(
        name,
        fmean(e.points for _, e in judged),
        judged[0][1].max_points,
        tuple(outcomes[outcome] for outcome in OUTCOMES),
        next(iter(_ranking(judged)), None),
    )


def _ranking(judged: Sequence[Judged]) -> list[Ranked]:
    shown: dict[str, list[Judged]] = {}
    for student, e in judged:
        if e.misconception:
            shown.setdefault(e.misconception, []).append((student, e))
    ranked = [_ranked(name, where) for name, where in sorted(shown.items())]
    return sorted(ranked, key=lambda row: -row.students)


def _by_exercise(verdicts: Sequence[Verdict]) -> dict[str, list[Judged]]:
    """Each student with what was judged, by exercise, in the notebook's order."""
    found: dict[str, list[Judged]] = {}
    for verdict in verdicts:
        for e in verdict.exercises:
            found.setdefault(e.name, []).append((verdict.student, e))
    return found


def _ranked(name: str, shown: list[Judged]) -> Ranked:
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
    """Write the class report: an overview, and for each notebook a page with a row a student.

    The pages need no other file but the feedback that they link to.

    Returns:
        The overview.
    """
    folder, sections, pages = out / "report", [], {}
    for name, some in by_notebook(verdicts).items():
        page = f"{name}.html"
        pages[page] = render.page("students", **_students(out, name, some))
        sections.append({"page": page, **_section(name, some)})
    students = len({verdict.student for verdict in verdicts})
    values = {"sections": sections, "students": students, "outcomes": OUTCOMES.values()}
    pages["index.html"] = render.page("class", **values, most=MOST_MISCONCEPTIONS)
    with tidied(out):
        for page, html in pages.items():
            write_atomically(folder / page, html)
    return folder / "index.html"


def _section(name: str, verdicts: list[Verdict]) -> dict[str, Any]:
    """What the overview says about a notebook."""
    scores = [v.score for v in verdicts]
    return {
        "title": _title(name),
        "submissions": len(verdicts),
        "mean": fmean(scores),
        "median": median(scores),
        "max_score": verdicts[0].max_score,
        "unsafe": sum(v.sandbox == "none" for v in verdicts),
        "rejected": sum(v.status == "rejected" for v in verdicts),
        "exercises": hardest(verdicts),
        "misconceptions": ranking(verdicts),
        "histogram": _histogram(verdicts),
    }


def _students(out: Path, name: str, verdicts: list[Verdict]) -> dict[str, Any]:
    """Everybody's points by exercise."""
    by_exercise = _by_exercise(verdicts)
    script = render.script("sortable")
    digest = hashlib.sha256(script.encode()).digest()
    return {
        "title": _title(name),
        "exercises": list(by_exercise),
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
        "mean": fmean(v.score for v in verdicts),
        "means": [fmean(e.points for _, e in judged) for judged in by_exercise.values()],
        "script": script,
        "script_hash": base64.b64encode(digest).decode(),
    }


def _title(name: str) -> str:
    known = find_notebook(name)
    return f"{known.name[:2]} · {known.title}"


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
