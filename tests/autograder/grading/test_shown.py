"""What is shown comes from a run that knows the shown calls only; the judgement stays as it was."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from autograder.assess import Assessment, assess, load_note
from autograder.exercise import Case, Exercise
from autograder.exercises import exercise
from autograder.grading.shown import STATEFUL, as_shown
from autograder.observation import Failure, Observation
from autograder.sandbox import Run

GAIN = exercise("brightness_gain")
NOT_VALUE = {"is_value_error": False, "line": 2, "source": "what stands there"}
WRONG = Observation("returned", value=7.0, printed="told")


def judged(seen: Observation, of: Exercise = GAIN) -> Assessment:
    cases = of.visible_cases
    return assess(of, cases, [seen] * len(cases))


def judged_alone(of: Exercise) -> Assessment:
    """As where an answer is wrong with no other function called before it."""
    return judged(WRONG, of)


class Runner:
    """Stands for a fresh worker: notes what it is asked, and answers one thing."""

    def __init__(self, *seen: Observation, load: dict[str, Observation] | None = None) -> None:
        self.asked: list[tuple[Exercise, Case]] = []
        self._run = Run(seen, load or {})

    def __call__(self, asked: Sequence[tuple[Exercise, Case]]) -> Run:
        self.asked += asked
        return self._run


class TestAsShown:
    def test_makes_the_shown_call_of_each_exercise_again_and_shows_what_it_does_then(self) -> None:
        before = judged(WRONG)
        run = Runner(Observation("returned", value=8.0, printed="alone"))
        (after,) = as_shown([before], run, judged_alone)
        assert before.failing is not None
        assert after.failing is not None
        assert run.asked == [(GAIN, before.failing.case)]
        assert (after.failing.seen.value, after.failing.seen.printed) == (8.0, "alone")
        assert "got 8.0" in after.message
        assert after.groups == before.groups
        assert (after.outcome, after.diagnosis) == (before.outcome, before.diagnosis)

    def test_shows_an_exception_as_it_is_raised_then(self) -> None:
        first = Observation("raised", failure=Failure("KeyError", "all inputs", **NOT_VALUE))
        then = Observation("raised", failure=Failure("KeyError", "one input", **NOT_VALUE))
        (after,) = as_shown([judged(first)], Runner(then), judged_alone)
        assert "one input" in after.message
        assert "all inputs" not in str(after)

    def test_says_so_where_the_call_is_right_when_it_is_the_only_one(self) -> None:
        before = judged(WRONG)
        assert before.failing is not None
        right = Observation(
            "returned", value=float(np.sum(before.failing.case.arguments["kernel"]))
        )
        (after,) = as_shown([before], Runner(right), judged_alone)
        assert STATEFUL in after.message
        assert after.points == before.points

    def test_takes_an_answer_for_right_that_is_right_with_no_other_function_before_it(self) -> None:
        before = judged(WRONG)
        assert before.failing is not None
        right = Observation(
            "returned", value=float(np.sum(before.failing.case.arguments["kernel"]))
        )
        passed = assess(GAIN, [], [])
        assert as_shown([before], Runner(right), lambda _: passed) == [passed]

    def test_tells_how_the_cell_failed_then(self) -> None:
        failed = Observation("raised", failure=Failure("OSError", "all inputs", **NOT_VALUE))
        then = Observation("raised", failure=Failure("OSError", "nothing to tell", **NOT_VALUE))
        run = Runner(Observation("missing"), load={GAIN.name: then})
        (after,) = as_shown([judged(failed)], run, judged_alone)
        assert after.message == "Your cell raised OSError on line 2: nothing to tell."
        assert "all inputs" not in str(after)

    @pytest.mark.parametrize("outcome", ["timeout", "crashed", "missing", "memory"])
    def test_does_not_repeat_what_tells_nothing(self, outcome) -> None:
        run = Runner()
        (after,) = as_shown([judged(Observation(outcome, printed="all inputs"))], run, judged_alone)
        assert run.asked == []
        assert "all inputs" not in str(after)

    def test_asks_nothing_where_all_is_right_or_nothing_is_written(self) -> None:
        stub = Observation("raised", failure=Failure("NotImplementedError", "", **NOT_VALUE))
        right = assess(GAIN, [], [])
        run = Runner()
        after = as_shown([right, judged(stub)], run, judged_alone)
        assert run.asked == []
        assert [a.outcome for a in after] == ["passed", "missing"]

    def test_shows_no_text_of_an_exercise_that_is_run_a_single_time(self) -> None:
        fit = exercise("fit")
        raised = Observation("raised", failure=Failure("OSError", "all inputs", **NOT_VALUE))
        run = Runner()
        (after,) = as_shown([judged(raised, fit)], run, judged_alone)
        assert run.asked == []
        assert after.message.endswith("the function raised OSError.")
        assert "all inputs" not in str(after)
        assert "what stands there" not in str(after)


class TestLoadNote:
    @pytest.mark.parametrize(
        ("ended", "note"),
        [
            (Observation("timeout"), "is a loop endless?"),
            (Observation("crashed"), "ended the whole program"),
            (
                Observation("raised", failure=Failure("NameError", "no x", False, 3)),
                "Your cell raised NameError on line 3: no x.",
            ),
        ],
    )
    def test_says_how_a_cell_ended(self, ended: Observation, note: str) -> None:
        assert note in load_note(ended)
