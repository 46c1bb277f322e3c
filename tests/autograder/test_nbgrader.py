"""Stock nbgrader, with none of our configuration, works on the course and finds the same scores."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import class_support as support
import nbformat
import pytest
from class_support import KERNELS, QUESTION
from nbgrader.api import Gradebook

from autograder.build import build_notebook
from autograder.exercises import exercises_of

NAME = KERNELS.name
FILE = f"{NAME}/{NAME}.ipynb"
STUDENTS = ("ada", "empty", "flipped", "partial", "unbiased")


@dataclass(frozen=True)
class Stock:
    """A course folder of stock nbgrader's, and our verdicts on the same submissions."""

    folder: Path
    verdicts: dict
    scores: dict

    def nbgrader(self, *arguments: str) -> str:
        return nbgrader(self.folder, *arguments)


def nbgrader(folder: Path, *arguments: str) -> str:
    """Run nbgrader as an instructor does who has never seen our configuration."""
    programs = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    settings = {"JUPYTER_CONFIG_DIR": str(folder / "no-config"), "JUPYTER_NO_CONFIG": "1"}
    ended = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=folder,
        env={**os.environ, **settings, "PATH": programs, "IPYTHONDIR": str(folder / "ipython")},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout + ended.stderr


def short(notebook: nbformat.NotebookNode, answers: dict[str, str]) -> str:
    """A submission without the cells that only show something, to save time."""
    first_code = next(cell for cell in notebook.cells if cell.cell_type == "code")
    kept = [cell for cell in notebook.cells if cell is first_code or "nbgrader" in cell.metadata]
    cells = [{**cell, "source": answers.get(cell.id, cell.source)} for cell in kept]
    return json.dumps({**notebook, "cells": cells})


def submissions(source: Path, release: Path) -> dict[str, str]:
    """The solved notebook from its first cell to its last, and four students who did less."""
    empty = nbformat.read(release, as_version=4)
    right = support.right_answers()
    flipped = support.wrapped(
        "conv2d", "(x, weight, bias=None):\n    return right(x, weight[..., ::-1, ::-1], bias)"
    )
    unbiased = support.wrapped("correlate2d", "(image, kernel, bias=0.0):\n"
                               "    return right(image, kernel)")  # fmt: skip
    return {
        "ada": source.read_text(encoding="utf-8"),
        "empty": short(empty, {}),
        "flipped": short(empty, {**right, "conv2d": flipped, QUESTION: "It is the gain."}),
        "partial": short(empty, dict(list(right.items())[:4])),
        "unbiased": short(empty, {**right, "correlate2d": unbiased}),
    }


@pytest.fixture(scope="module")
def stock(tmp_path_factory) -> Stock:
    """generate_assignment, autograde and generate_feedback for a class of five."""
    folder = tmp_path_factory.mktemp("stock")
    source, release = folder / "source" / FILE, folder / "release" / FILE
    source.parent.mkdir(parents=True)
    source.write_text(build_notebook(support.ROOT, KERNELS).source, encoding="utf-8")
    nbgrader(folder, "generate_assignment", NAME)
    for student, text in submissions(source, release).items():
        support.hand_in(folder / "submitted", student, text.encode())
    nbgrader(folder, "autograde", NAME)
    nbgrader(folder, "generate_feedback", NAME)
    out = support.new_out(folder / "ours")
    support.grade(folder / "submitted", out)
    with Gradebook(f"sqlite:///{folder}/gradebook.db") as book:
        scores = {
            student: {
                grade.name: (grade.auto_score, grade.needs_manual_grade)
                for grade in book.find_submission_notebook(NAME, NAME, student).grades
            }
            for student in STUDENTS
        }
    return Stock(folder, support.read_verdicts(out), scores)


class TestGenerateAssignment:
    """Stock nbgrader makes a release of our source that gives nothing away either."""

    def test_differs_from_ours_in_stubs_only(self, stock):
        theirs = nbformat.read(stock.folder / "release" / FILE, as_version=4).cells
        ours = support.release().cells
        assert [cell.id for cell in theirs] == [cell.id for cell in ours]
        differing = {t.id for t, o in zip(theirs, ours, strict=True) if t.source != o.source}
        assert differing == {QUESTION, *(e.name for e in exercises_of(NAME))}

    def test_has_no_solution(self, stock):
        text = (stock.folder / "release" / FILE).read_text(encoding="utf-8")
        assert "SOLUTION" not in text
        assert "Model answer" not in text


class TestAutograde:
    """Honest work gets the same points from stock nbgrader as from our engine."""

    @pytest.mark.parametrize("student", STUDENTS)
    def test_every_exercise_has_the_same_points(self, stock, student):
        ours = {f"test_{e['name']}": e["points"] for e in stock.verdicts[student]["exercises"]}
        theirs = {name: score for name, (score, _) in stock.scores[student].items()}
        assert {name: theirs[name] for name in ours} == ours

    def test_the_solved_notebook_earns_everything_and_the_release_nothing(self, stock):
        assert stock.verdicts["ada"]["score"] == 30.0
        assert sum(score or 0 for score, _ in stock.scores["empty"].values()) == 0

    def test_partial_credit_arrives(self, stock):
        score, _ = stock.scores["unbiased"]["test_correlate2d"]
        assert 0 < score < 4

    def test_a_written_answer_waits_for_a_person(self, stock):
        assert stock.scores["flipped"][QUESTION] == (None, True)

    def test_the_test_cell_shows_the_report(self, stock):
        path = stock.folder / "autograded/flipped" / FILE
        cells = {cell.id: cell for cell in nbformat.read(path, as_version=4).cells}
        shown, value = cells["test_conv2d"].outputs
        assert "flipped on both axes" in shown.data["text/plain"].lower()
        assert float(value.data["text/plain"]) == stock.scores["flipped"]["test_conv2d"][0]

    def test_grading_writes_nobodys_progress(self, stock):
        assert list(stock.folder.rglob("progress.json")) == []


class TestFeedback:
    """Stock nbgrader makes its pages of what it has autograded."""

    def test_everybody_has_a_page_with_the_score(self, stock):
        for student in STUDENTS:
            page = stock.folder / "feedback" / student / NAME / f"{NAME}.html"
            score = float(sum(score or 0 for score, _ in stock.scores[student].values()))
            assert f"(Score: {score} / 33.0)" in page.read_text(encoding="utf-8")


class TestValidate:
    """What a student's Validate button says."""

    def test_the_release_fails_in_every_exercise_and_in_the_question(self, stock):
        release = nbformat.read(stock.folder / "release" / FILE, as_version=4)
        (stock.folder / "untouched.ipynb").write_text(short(release, {}), encoding="utf-8")
        said = stock.nbgrader("validate", "untouched.ipynb")
        assert f"VALIDATION FAILED ON {len(exercises_of(NAME)) + 1} CELL(S)!" in said

    def test_the_solved_notebook_passes(self, stock):
        release = nbformat.read(stock.folder / "release" / FILE, as_version=4)
        solved = {**support.right_answers(), QUESTION: "The sum is the gain."}
        (stock.folder / "solved.ipynb").write_text(short(release, solved), encoding="utf-8")
        said = stock.nbgrader("validate", "solved.ipynb")
        assert "Success! Your notebook passes all the tests." in said
