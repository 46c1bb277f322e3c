"""The sample class has students of every kind, and its wrong answers are the registered ones."""

from __future__ import annotations

import itertools
import json

import class_support as support
import numpy as np
import pytest
from class_support import KERNELS, QUESTION
from page_support import Page

from autograder import demo
from autograder.checks import examine
from autograder.exercises import exercises_of

WRONG = [
    pytest.param(exercise, misconception, id=f"{exercise.name}-{misconception.id}")
    for exercise in exercises_of(KERNELS.name)
    for misconception in exercise.misconceptions
]


class TestSourceOf:
    """The source that a student hands in is the registered wrong answer, whole."""

    @pytest.mark.parametrize(("exercise", "misconception"), WRONG)
    def test_runs_alone_and_is_recognised(self, exercise, misconception):
        source = demo.source_of(misconception.wrong[0], exercise.name)
        namespace: dict = {"np": np, "__name__": "answer"}
        exec(compile(source, "<answer>", "exec"), namespace)
        judged = examine(exercise, namespace[exercise.name])
        assert judged.misconception == misconception.id


class TestClass:
    """Right, wrong, unfinished, broken and hostile, in a class of 30."""

    def test_has_everybody(self):
        students = dict(itertools.islice(demo._class(support.ROOT, KERNELS), 30))
        names = set(students)
        assert len(names) == 30
        assert names >= {f"hostile-{what}" for what in demo.HOSTILE_CELLS}
        assert names >= demo.BROKEN_FILES.keys()
        right = sources(students["ada"])
        assert right == {**support.right_answers(), QUESTION: right[QUESTION]}
        assert "gain" in right[QUESTION]
        assert sources(students["alan"]) == {
            cell.id: cell.source for cell in support.release().cells if cell.id in right
        }

    def test_a_larger_class_goes_on_with_more_names(self):
        names = [student for student, _ in itertools.islice(demo._class(support.ROOT, KERNELS), 99)]
        assert len(set(names)) == 99

    def test_is_the_same_every_time(self):
        first, second = (
            list(itertools.islice(demo._class(support.ROOT, KERNELS), 12)) for _ in range(2)
        )
        assert first == second


def sources(data: bytes) -> dict[str, str]:
    """The answers in a submission."""
    graded = {QUESTION, *(e.name for e in exercises_of(KERNELS.name))}
    return {c["id"]: c["source"] for c in json.loads(data)["cells"] if c["id"] in graded}


class TestDemo:
    """`autograder demo` grades, writes pages, and ends with where to look."""

    def test_replaces_an_earlier_sample_class(self, tmp_path):
        out = tmp_path / "demo"
        earlier = support.hand_in(out / "submitted", "of-an-earlier-class", b"")
        (out / demo.MARKER).touch()
        ended = support.autograder("demo", "--students", 3, "--out", out)
        assert (ended.returncode, ended.stderr) == (0, "")
        assert not earlier.exists()
        assert "02_kernels: 3 submissions, mean" in ended.stdout
        assert "Commonest misconceptions" in ended.stdout
        places = dict(line.split(": ", 1) for line in ended.stdout.splitlines()[-5:])
        assert list(places)[-1] == "class report"
        assert places["verdicts"] == str(out / "verdicts")
        assert support.read_verdicts(out).keys() == {"ada", "alan", "amalie"}
        for what, place in places.items():
            assert support.Path(place).exists(), what
        page = Page.at(support.Path(places["class report"]).with_name("02_kernels.html"))
        links = [a["href"] for a in page.all("a")]
        assert len(links) == 3 + 1  # the last leads back
        assert all((out / "report" / link).is_file() for link in links)
