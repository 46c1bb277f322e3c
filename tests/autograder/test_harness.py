"""Answers behind a harness, and answers that a judge looks at."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from autograder.assess import assess
from autograder.checks import examine
from autograder.compare import ANY_RIGHT_VALUE, Problem, expected
from autograder.exercise import Exercise, Group, Misconception
from autograder.observation import observe


def doubled(x):
    return 2 * x


def tripled(x):
    return 3 * x


def harness(function, x, add=0.0):
    """Call with a list's sum; the value, and its type's name."""
    value = function(float(sum(x)) + add)
    return value, type(value).__name__


def declare(**changes) -> Exercise:
    fields = {
        "name": "doubled",
        "notebook": "example",
        "reference": doubled,
        "make": lambda rng, n: {"x": rng.normal(size=n), "add": 1.0},
        "groups": (Group("sums", 1.0, ({"n": 2}, {"n": 3})),),
        "misconceptions": (Misconception("times three", "You take it three times.", (tripled,)),),
        "harness": harness,
    }
    return Exercise(**{**fields, **changes})


class TestHarness:
    def test_runs_reference_and_answer_alike(self):
        assert examine(declare(), lambda x: x + x).outcome == "passed"

    def test_takes_a_cases_arguments_by_its_own_signature(self):
        exercise = declare()
        assert exercise.optional == {"add"}
        assert exercise.call(exercise.visible_cases[0])[1] == {"add": 1.0}

    def test_lets_a_misconception_be_named(self):
        assert examine(declare(), lambda x: x + x + x).misconception == "times-three"

    def test_names_the_part_that_is_wrong(self):
        exercise = declare(parts=("the value", "its type"), misconceptions=())
        text = examine(exercise, lambda number: np.float64(2 * number)).message
        assert "its type: expected 'float', got 'float64'" in text

    def test_does_not_hide_the_learners_line(self):
        def broken(x):
            return x / 0

        failure = observe(declare().bound(broken), [np.ones(2)]).failure
        assert failure.type == "ZeroDivisionError"
        assert failure.source == "return x / 0"

    def test_finds_the_line_of_an_answer_that_is_a_partial_itself(self):
        def broken(x, y):
            return x / y

        assert observe(partial(broken, y=0), [1]).failure.source == "return x / y"


class TestJudge:
    @staticmethod
    def judge(case, value):
        total = case.arguments["x"].sum() + case.arguments["add"]
        if isinstance(value, tuple) and value[0] in (2 * total, 2 * total + 1):
            return None
        named = isinstance(value, tuple) and value[0] == 3 * total
        return Problem("value", "neither of two", "times-three" if named else None)

    def test_accepts_more_than_one_value(self):
        exercise = declare(judge=self.judge)
        assert examine(exercise, doubled).outcome == "passed"
        assert examine(exercise, lambda x: 2 * x + 1).outcome == "passed"

    def test_names_what_the_judge_recognises(self):
        assessment = examine(declare(judge=self.judge), tripled)
        assert assessment.misconception == "times-three"
        assert "neither of two" in assessment.message

    def test_names_nothing_that_explains_only_a_part(self):
        exercise = declare(judge=self.judge)
        assert examine(exercise, lambda x: 5 * x).misconception is None
        calls = iter([3, 3, 5, 5] + [5] * 1000)
        assert examine(exercise, lambda x: next(calls) * x).misconception is None

    def test_needs_no_reference(self):
        def unavailable(x):
            raise AssertionError("the reference must not run")

        exercise = declare(judge=self.judge, reference=unavailable)
        assert expected(exercise, exercise.visible_cases[0]) is ANY_RIGHT_VALUE
        assert examine(exercise, doubled).outcome == "passed"


class TestOnce:
    @pytest.mark.parametrize(("once", "calls"), [(True, 1), (False, 2)])
    def test_says_how_often_a_case_is_run(self, once, calls):
        seen = []
        exercise = declare(once=once, groups=(Group("sums", 1.0, ({"n": 2},)),))
        examine(exercise, lambda x: seen.append(x) or 2 * x)
        assert len(seen) == calls

    def test_still_sees_changes_and_views(self):
        def spoils(x):
            x[0] = 9.0
            return x

        seen = observe(spoils, [np.zeros(2)], once=True)
        assert seen.changed == (0,)
        assert seen.shares
        assert not seen.unstable


def test_a_text_counts_as_one_wrong_number():
    exercise = declare(
        harness=lambda function, x, add: (function(x), "right" if function(x)[0] else "wrong"),
        misconceptions=(Misconception("zeroed", "You give zeros.", (lambda x: 0 * x,)),),
    )
    cases = exercise.visible_cases
    zeros = [observe(exercise.bound(lambda x: x - x), *exercise.call(case)) for case in cases]
    assert assess(exercise, cases, zeros).misconception == "zeroed"
