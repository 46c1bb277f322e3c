"""What every declaration of an exercise promises; a new exercise is covered by being declared."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.assess import Assessment, assess
from autograder.compare import close
from autograder.course import NOTEBOOKS, Notebook
from autograder.diagnose import NOTHING, SYMPTOMS, expected_values, prediction
from autograder.exercise import MANNERS, Case, Exercise, Misconception, slug
from autograder.exercises import all_exercises, exercises_of
from autograder.exercises.phrases import ADDED, ALIKE, EXPLANATIONS, alike
from autograder.observation import Failure, Observation, observe
from autograder.script import BEGIN, END, Script
from autograder.values import arrays_in, plain, same

ROOT = Path(__file__).resolve().parents[2]
#: Whose hidden cases are drawn; each of them gets others.
KEYS = (b"ada", b"blaise", b"carl")
#: What a learner's function leaves in the entries that a way does not predict.
ANYTHING = -7.25

PHRASES = frozenset(
    line
    for line in Path(__file__).with_name("misconceptions.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
)

every_exercise = pytest.mark.parametrize("exercise", all_exercises().values(), ids=lambda e: e.name)


def judge(exercise: Exercise, function: Callable[..., Any], cases: list[Case]) -> Assessment:
    answer, doubled = exercise.bound(function), exercise.doubled_cases
    seen = [observe(answer, *exercise.call(case), once=case not in doubled) for case in cases]
    return assess(exercise, cases, seen)


def visible(exercise: Exercise, function: Callable[..., Any]) -> Assessment:
    return judge(exercise, function, list(exercise.visible_cases))


def by_shape(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function that gives its first result again for every input of the same shape."""
    kept: dict[str, Any] = {}

    def remembering(*args: Any, **kwargs: Any) -> Any:
        form = [a.shape if isinstance(a, np.ndarray) else a for a in (*args, *kwargs.items())]
        if repr(form) not in kept:
            kept[repr(form)] = plain(function(*args, **kwargs))
        return plain(kept[repr(form)])

    return remembering


class TestDoubledCases:
    @pytest.mark.parametrize(
        "exercise",
        [
            e
            for e in all_exercises().values()
            if e.harness is None and any(case.arrays for case in e.doubled_cases)
        ],
        ids=lambda e: e.name,
    )
    def test_show_a_function_that_knows_its_inputs_by_their_shape(self, exercise: Exercise) -> None:
        assert visible(exercise, by_shape(exercise.reference)).outcome in ("partial", "failed")


class TestReference:
    @every_exercise
    def test_passes_every_visible_case(self, exercise: Exercise) -> None:
        result = visible(exercise, exercise.reference)
        assert (result.outcome, result.message) == ("passed", "All groups pass.")
        assert result.points == exercise.points

    @every_exercise
    @pytest.mark.parametrize("key", KEYS)
    def test_passes_every_hidden_case(self, exercise: Exercise, key: bytes) -> None:
        result = judge(exercise, exercise.reference, exercise.hidden_cases(key))
        assert (result.outcome, result.message) == ("passed", "All groups pass.")


class TestGroups:
    @every_exercise
    def test_have_points_and_cases_of_both_kinds(self, exercise: Exercise) -> None:
        hidden = {case.group for case in exercise.hidden_cases(b"ada")}
        assert len({group.name for group in exercise.groups}) == len(exercise.groups)
        for group in exercise.groups:
            assert group.points > 0
            assert group.cases, f"{group.name} has no visible case"
            # Calls that must raise draw nothing unless they say what, and would only repeat.
            drawn = bool(group.draws) or not group.raises
            assert (group.name in hidden) == drawn, f"hidden cases of {group.name}"

    @every_exercise
    def test_look_at_values_at_errors_and_at_manners(self, exercise: Exercise) -> None:
        values = [g for g in exercise.groups if not g.raises and g.name != MANNERS]
        assert values
        arguments = exercise.visible_cases[0].arguments
        if list(arrays_in(list(arguments.values()))):  # numbers cannot be changed in place
            assert any(group.name == MANNERS for group in exercise.groups)
        assert sum(group.points for group in values) >= exercise.points / 2

    @pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda n: n.name)
    def test_are_worth_what_the_notebook_says(self, notebook: Notebook) -> None:
        text = (ROOT / "solutions" / f"{notebook.name}.py").read_text("utf-8")
        said = re.findall(r"^# ### Exercise: `(\w+)`\n# ([\d.]+) points? ", text, re.M)
        # Functions that share a row have one heading, and the points of each are the same.
        declared = {e.name: e.points for e in exercises_of(notebook.name)}
        assert {name: float(points) for name, points in said} == declared


class TestHiddenCases:
    @every_exercise
    def test_are_the_same_for_the_same_student(self, exercise: Exercise) -> None:
        for one, other in zip(
            exercise.hidden_cases(b"ada"), exercise.hidden_cases(b"ada"), strict=True
        ):
            assert same(plain(list(one.arguments.values())), plain(list(other.arguments.values())))
            assert (one.group, one.seed) == (other.group, other.seed)

    @every_exercise
    def test_differ_between_students(self, exercise: Exercise) -> None:
        drawn = [
            [plain(list(case.arguments.values())) for case in exercise.hidden_cases(key)]
            for key in KEYS
        ]
        for one, other in itertools.combinations(drawn, 2):
            assert not same(one, other)

    @every_exercise
    def test_are_marked_as_hidden(self, exercise: Exercise) -> None:
        assert all(case.hidden for case in exercise.hidden_cases(b"ada"))
        assert not any(case.hidden for case in exercise.visible_cases)


def unwritten(*args: Any, **kwargs: Any) -> Any:
    raise NotImplementedError


def refuses(*args: Any, **kwargs: Any) -> Any:
    raise ValueError("no")


def returns_nothing(*args: Any, **kwargs: Any) -> Any:
    return None


def zeros_of(value: Any) -> Any:
    """The same structure with every number 0."""
    if value is None:
        return None
    if isinstance(value, tuple | list):
        return type(value)(zeros_of(item) for item in value)
    return np.zeros_like(value) if isinstance(value, np.ndarray) else type(value)(0)


class TestEmptyAnswers:
    @every_exercise
    @pytest.mark.parametrize("function", [unwritten, refuses, returns_nothing])
    def test_earn_nothing(self, exercise: Exercise, function: Callable[..., Any]) -> None:
        result = visible(exercise, function)
        assert result.points == 0
        assert result.misconception is None

    @every_exercise
    def test_zeros_of_the_right_shape_earn_nothing(self, exercise: Exercise) -> None:
        right = exercise.bound(exercise.reference)
        # Behind a harness a right answer may be a model, so what is made zero is what it shows.
        cases, once = exercise.visible_cases, exercise.once
        seen = [
            observe(lambda *a, **k: zeros_of(right(*a, **k)), *exercise.call(case), once=once)
            for case in cases
        ]
        assert assess(exercise, cases, seen).points == 0


@cache
def outcomes(exercise: Exercise, way: Callable[..., Any]) -> tuple[Any, ...]:
    """What a learner answers to each visible case who makes a mistake in this way."""
    cases = zip(exercise.visible_cases, expected_values(exercise), strict=True)
    return tuple(
        NOTHING if case.raises else as_answered(prediction(way, exercise, case), right)
        for case, right in cases
    )


def as_answered(predicted: Any, right: Any) -> Any:
    """What a learner's function returns where a way leaves entries open."""
    if isinstance(predicted, np.ndarray) and predicted.dtype.kind == "f":
        is_right = np.isnan(right) if np.shape(right) == predicted.shape else False
        return np.where(np.isnan(predicted) & ~np.asarray(is_right), ANYTHING, predicted)
    return predicted


def answered(exercise: Exercise, way: Callable[..., Any]) -> Assessment:
    """The judgement of a learner who answers as a way does."""
    crashed = Failure("IndexError", "index out of bounds", is_value_error=False)
    refused = Failure("ValueError", "bad argument", is_value_error=True)
    seen = [
        Observation("raised", failure=refused if case.raises else crashed)
        if answer is NOTHING
        else Observation("returned", value=answer)
        for case, answer in zip(exercise.visible_cases, outcomes(exercise, way), strict=True)
    ]
    return assess(exercise, exercise.visible_cases, seen)


def differ(exercise: Exercise, one: Callable[..., Any], other: Callable[..., Any]) -> bool:
    """Whether some visible case tells two ways apart."""
    answers = zip(outcomes(exercise, one), outcomes(exercise, other), strict=True)
    for case, (a, b) in zip(exercise.visible_cases, answers, strict=True):
        if (a is NOTHING) != (b is NOTHING):
            return True
        inputs = list(arrays_in(list(case.arguments.values())))
        if a is not NOTHING and not close(a, b, 1e-7, inputs):
            return True
    return False


def described(way: Callable[..., Any]) -> str:
    return getattr(way, "__name__", repr(way))


class TestMisconceptions:
    @every_exercise
    def test_lose_points_and_are_named_as_themselves(self, exercise: Exercise) -> None:
        missed = []
        for misconception in exercise.misconceptions:
            for way in misconception.wrong:
                if misconception.id in SYMPTOMS:
                    result = visible(exercise, way)
                else:
                    result = answered(exercise, way)
                if result.points == exercise.points:
                    missed.append((misconception.id, described(way), "lost no point"))
                elif result.misconception is None:
                    missed.append((misconception.id, described(way), "was not named"))
                elif not alike(result.misconception, misconception.id):
                    missed.append((misconception.id, described(way), result.misconception))
        assert missed == []

    @every_exercise
    def test_are_told_apart_by_some_visible_case(self, exercise: Exercise) -> None:
        confused = [
            (one.id, described(a), other.id, described(b))
            for one, other in itertools.combinations(answering(exercise), 2)
            if not alike(one.id, other.id)
            for a in one.wrong
            for b in other.wrong
            if not differ(exercise, a, b)
        ]
        assert confused == []

    @every_exercise
    def test_have_names_from_the_syllabus(self, exercise: Exercise) -> None:
        phrases = [misconception.phrase for misconception in exercise.misconceptions]
        assert set(phrases) <= PHRASES | ADDED.keys()
        ids = [misconception.id for misconception in exercise.misconceptions]
        assert ids == [slug(phrase) for phrase in phrases]
        assert len(set(ids)) == len(ids)

    @every_exercise
    def test_are_explained_to_the_learner_in_one_sentence(self, exercise: Exercise) -> None:
        for misconception in exercise.misconceptions:
            text = misconception.explanation
            assert text.endswith("."), text
            assert not re.search(r"[.!?] ", text), f"more than one sentence: {text}"
            assert re.search(r"\byour?\b", text, re.I), f"not in the second person: {text}"


def answering(exercise: Exercise) -> list[Misconception]:
    """The misconceptions that show in what is returned."""
    return [m for m in exercise.misconceptions if m.id not in SYMPTOMS]


class TestPhrases:
    def test_that_describe_the_same_answer_are_known_and_have_a_reason(self) -> None:
        for phrases, reason in ALIKE.items():
            assert len(phrases) > 1
            assert set(phrases) <= PHRASES | ADDED.keys()
            assert reason

    def test_that_were_added_have_a_reason_and_are_none_of_the_syllabus(self) -> None:
        assert not PHRASES & ADDED.keys()
        assert all(ADDED.values())

    def test_that_are_explained_are_known(self) -> None:
        assert EXPLANATIONS.keys() <= PHRASES | ADDED.keys()

    def test_have_ids_of_their_own(self) -> None:
        assert len({slug(phrase) for phrase in PHRASES | ADDED.keys()}) == len(PHRASES) + len(ADDED)


@cache
def solutions(notebook: str) -> dict[str, list[str]]:
    """The statements of each solution, without what only returns or names them."""
    script = Script(ROOT / "solutions" / f"{notebook}.py")
    found = {}
    for cell in script.cells:
        if name := cell.metadata.get("exercise"):
            body = cell.source.split(BEGIN)[1].split(END)[0]
            lines = [line.strip().removeprefix("return ") for line in body.splitlines()]
            found[name] = [line for line in lines if line and not line.startswith("#")]
    return found


class TestHints:
    @every_exercise
    def test_are_two_to_four_and_end_like_sentences(self, exercise: Exercise) -> None:
        assert 2 <= len(exercise.hints) <= 4
        assert len(set(exercise.hints)) == len(exercise.hints)
        assert all(re.fullmatch(r"\S.*[.?]", hint) for hint in exercise.hints)

    @every_exercise
    def test_never_hold_the_whole_solution(self, exercise: Exercise) -> None:
        statements = solutions(exercise.notebook)[exercise.name]
        assert statements
        for hint in exercise.hints:
            assert not all(line in hint for line in statements), hint


class TestVisibleCases:
    @every_exercise
    def test_have_right_answers_of_few_kilobytes(self, exercise: Exercise) -> None:
        for value in expected_values(exercise):
            assert sum(array.nbytes for array in arrays_in(value)) < 2**20
