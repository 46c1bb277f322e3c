"""Answers as learners write them: right ones earn everything, wrong ones never do.

`tests/corpus/<topic>/right/<exercise>/<style>.py` defines the function, each file in another style.
In `tests/corpus/<topic>/wrong/<exercise>/<what>.py` the first line says which misconception it
shows, by its id, or `# unnamed` where no phrase of the syllabus describes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

from autograder.assess import Assessment, assess
from autograder.checks import examine
from autograder.course import NOTEBOOKS, notebook
from autograder.exercise import Case, Exercise, slug
from autograder.exercises import all_exercises, exercises_of
from autograder.exercises import exercise as find_exercise
from autograder.observation import observe

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
#: Whose hidden cases a right answer has to pass.
STUDENTS = (b"ada", b"blaise", b"carl")
#: Small exercises leave room for few styles.
FEWEST = {"right": 2, "wrong": 7}
#: The same where a case takes seconds.
FEWEST_SLOW = {"right": 3, "wrong": 6}
#: Of the wrong answers, every so many-th is also given to the whole of `check`.
EVERY = 12

#: Where two phrases describe the same wrong answer, either name is right. This is the list of the
#: syllabus, narrower than `ALIKE`, which also holds what no case can tell apart.
EITHER_IS_RIGHT = (
    {
        "`=` instead of `+=`",
        "overlap overwrites instead of adds",
        "channels overwrite instead of add",
    },
    {"kernel flipped", "flipped on both axes"},
    {"divided by kh²", "kernel width taken as its height"},
    {"in place", "input changed in place"},
    {"the +1 missing", "last row and column skipped"},
)


@dataclass(frozen=True)
class Answer:
    """A file of the corpus."""

    path: Path

    @cached_property
    def exercise(self) -> Exercise:
        return find_exercise(self.path.parent.name)

    @cached_property
    def label(self) -> str:
        """What the first line says: a misconception's id, or `unnamed`."""
        match = re.fullmatch(r"# ([a-z0-9-]+)", self.path.read_text().splitlines()[0])
        assert match, f"{self.path}: expected a first line such as `# unnamed`"
        return match[1]

    @cached_property
    def code(self) -> CodeType:
        return compile(self.path.read_text(), str(self.path), "exec", dont_inherit=True)

    def function(self) -> Callable[..., Any]:
        """The function, from a namespace where the file has just been run."""
        namespace: dict[str, Any] = {"__name__": "__main__"}
        exec(notebook(self.exercise.notebook).prelude, namespace)
        exec(self.code, namespace)
        function = namespace[self.exercise.name]
        assert callable(function)
        return function

    def __str__(self) -> str:
        return f"{self.exercise.name}-{self.path.stem}"


def answers(kind: str) -> list[Answer]:
    return [Answer(path) for path in sorted(CORPUS.glob(f"*/{kind}/*/*.py"))]


def judged(answer: Answer, cases: Sequence[Case]) -> Assessment:
    """The judgement as in grading, where every case meets a function that was never called."""
    exercise = answer.exercise
    seen = [
        observe(exercise.bound(answer.function()), *exercise.call(case), once=exercise.once)
        for case in cases
    ]
    return assess(exercise, cases, seen)


def names(label: str) -> set[str]:
    """The ids that are right for an answer with this label."""
    alike = ({slug(phrase) for phrase in phrases} for phrases in EITHER_IS_RIGHT)
    return {label}.union(*(ids for ids in alike if label in ids))


class TestTheCorpus:
    def test_lies_where_the_topic_and_the_exercise_say(self) -> None:
        topics = {notebook.name: notebook.topic for notebook in NOTEBOOKS}
        known = {
            CORPUS / topics[exercise.notebook] / kind / exercise.name
            for exercise in all_exercises().values()
            for kind in FEWEST
        }
        files = [path for path in CORPUS.rglob("*") if path.is_file() and path.suffix != ".pyc"]
        assert [path for path in files if path.suffix != ".py" or path.parent not in known] == []

    @pytest.mark.parametrize("topic", sorted(path.name for path in CORPUS.iterdir()))
    @pytest.mark.parametrize("kind", sorted(FEWEST))
    def test_has_enough_answers_to_every_exercise_of_a_topic(self, topic: str, kind: str) -> None:
        notebook = next(notebook.name for notebook in NOTEBOOKS if notebook.topic == topic)
        missing = {
            exercise.name: (FEWEST_SLOW if exercise.once else FEWEST)[kind]
            - len(list((CORPUS / topic / kind / exercise.name).glob("*.py")))
            for exercise in exercises_of(notebook)
        }
        assert missing
        assert {name: n for name, n in missing.items() if n > 0} == {}


@pytest.mark.parametrize("answer", answers("right"), ids=str)
class TestARightAnswer:
    def test_earns_full_points_on_visible_and_hidden_cases(self, answer: Answer) -> None:
        students = STUDENTS[:1] if answer.exercise.once else STUDENTS
        hidden = [case for key in students for case in answer.exercise.hidden_cases(key)]
        assessment = judged(answer, [*answer.exercise.visible_cases, *hidden])
        assert assessment.message == "All groups pass."
        assert assessment.points == answer.exercise.points

    def test_passes_in_the_notebook_where_it_is_called_again_and_again(
        self, answer: Answer
    ) -> None:
        assessment = examine(answer.exercise, answer.function())
        assert assessment.message == "All groups pass."
        assert assessment.outcome == "passed"


@pytest.mark.parametrize("answer", answers("wrong"), ids=str)
def test_a_wrong_answer_loses_points_and_gets_no_other_name_than_its_own(answer: Answer) -> None:
    assessment = judged(answer, answer.exercise.visible_cases)
    assert assessment.points < answer.exercise.points
    assert assessment.outcome not in ("passed", "missing")
    if answer.label == "unnamed":
        assert assessment.misconception is None
    else:
        assert assessment.misconception in names(answer.label)


@pytest.mark.parametrize("answer", answers("wrong")[::EVERY], ids=str)
def test_check_rejects_a_wrong_answer_and_shows_a_case_in_which_it_fails(answer: Answer) -> None:
    assessment = examine(answer.exercise, answer.function())
    assert assessment.points < answer.exercise.points
    assert assessment.failing is not None
    assert assessment.failing.problem.text in assessment.message
