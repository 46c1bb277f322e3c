"""A failing case is made smaller while it fails in the same way, and not for long."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.assess import Failing, assess
from autograder.checks import examine
from autograder.compare import expected, find_problem
from autograder.exercise import Exercise, Group, Misconception
from autograder.exercises import exercise as find_exercise
from autograder.exercises.draw import lay_out
from autograder.observation import observe
from autograder.shrink import shrink
from cnnlib import ops


def total_of_rows(x: np.ndarray) -> np.ndarray:
    return x.sum(axis=1)


def first_row_twice(x: np.ndarray) -> np.ndarray:
    return total_of_rows(np.concatenate([x[:1], x[:-1]]))


def table(
    rng: np.random.Generator,
    h: int = 1,
    w: int = 1,
    layout: str = "C",
    scale: float = 0.0,
    negative: bool = False,
    short: bool = False,
) -> dict[str, Any]:
    if (h, w) == (2, 2):
        raise (IndexError if layout == "F" else ValueError)("2 by 2 does not fit")
    h = h // 2 if short else h
    x = (scale or 1.0) * rng.permutation(np.arange(1.0, h * w + 1)).reshape(h, w)
    return {"x": lay_out(-x if negative else x, layout)}


ROWS = Exercise(
    name="total_of_rows",
    notebook="02_kernels",
    reference=total_of_rows,
    make=table,
    groups=(
        Group(
            "rows",
            1.0,
            (
                {"h": 6, "w": 5, "layout": "F", "scale": 1e-3, "negative": True},
                {"h": 3, "w": 4},
                {"h": 8, "w": 1, "short": True},
            ),
        ),
        Group("refused", 1.0, ({"h": 5},), raises=True),
    ),
    misconceptions=(
        Misconception("only the first channel", "You repeat the first row.", (first_row_twice,)),
    ),
)


def failing(function: Callable[..., Any], exercise: Exercise = ROWS, index: int = 0) -> Failing:
    case = exercise.visible_cases[index]
    want = None if case.raises else expected(exercise, case)
    seen = observe(function, *exercise.call(case))
    problem = find_problem(exercise, case, want, seen)
    assert problem is not None
    return Failing(case, problem, want, seen)


def shrunk(function: Callable[..., Any], index: int = 0, **options: Any) -> Failing:
    return shrink(ROWS, function, failing(function, index=index), None, **options)


class TestShrink:
    def test_finds_the_smallest_sizes_that_fail(self) -> None:
        assert shrunk(lambda x: x.sum(axis=1) + 1).case.parameters["h"] == 1

        def wrong_from_the_third_row(x: np.ndarray) -> np.ndarray:
            out = x.sum(axis=1)
            out[2:] += 1
            return out

        parameters = shrunk(wrong_from_the_third_row).case.parameters
        assert (parameters["h"], parameters["w"]) == (3, 1)

    def test_simplifies_layouts_scales_and_flags(self) -> None:
        parameters = shrunk(lambda x: x.sum(axis=1) + 1).case.parameters
        assert parameters == {"h": 1, "w": 1, "layout": "C", "scale": 0.0, "negative": False}

    def test_keeps_what_the_failure_needs(self) -> None:
        def wrong_in_fortran_order(x: np.ndarray) -> np.ndarray:
            return x.ravel(order="K").reshape(x.shape).sum(axis=1)

        smallest = shrunk(wrong_in_fortran_order)
        assert smallest.case.parameters["layout"] == "F"
        assert smallest.case.arguments["x"].shape in {(2, 3), (3, 2)}  # 2 by 2 does not fit

    def test_keeps_the_kind_of_the_failure(self) -> None:
        def crashes_when_small(x: np.ndarray) -> np.ndarray:
            return x.sum(axis=1) + (1 if x.shape[0] > 2 else x[99])

        smallest = shrunk(crashes_when_small)
        assert smallest.problem.kind == "value"
        assert smallest.case.parameters["h"] == 3

    def test_gives_back_a_case_that_nothing_smaller_can_replace(self) -> None:
        first = failing(lambda x: x.sum(axis=1) + (x.shape == (3, 4)), index=1)
        assert shrink(ROWS, lambda x: x.sum(axis=1) + (x.shape == (3, 4)), first, None) is first

    def test_never_makes_a_case_larger(self) -> None:
        smallest = shrunk(lambda x: x.sum(axis=1) + (len(x) > 2), index=2)
        assert smallest.case.parameters == {"h": 6, "w": 1, "short": True}

    def test_tells_what_was_seen_in_the_smaller_case(self) -> None:
        smallest = shrunk(lambda x: x.sum(axis=1) + 1)
        assert smallest.want.tolist() == [1.0]
        assert smallest.seen.value.tolist() == [2.0]
        assert "expected 1, got 2" in smallest.problem.text

    def test_shrinks_a_call_that_should_have_raised(self) -> None:
        smallest = shrunk(lambda x: x, index=3)
        assert smallest.case.raises
        assert smallest.case.parameters["h"] == 1

    def test_stops_in_time(self) -> None:
        calls = []

        def slow(x: np.ndarray) -> np.ndarray:
            calls.append(x.shape)
            time.sleep(0.02)
            return x.sum(axis=1) + 1

        first = failing(slow)
        calls.clear()
        smallest = shrink(ROWS, slow, first, None, seconds=0.1)
        assert 0 < len(calls) <= 2 * (0.1 / 0.02 + 1)  # each case is called twice
        assert smallest.case.arguments["x"].size <= first.case.arguments["x"].size

    def test_does_nothing_without_time(self) -> None:
        first = failing(first_row_twice)
        assert shrink(ROWS, first_row_twice, first, None, seconds=0.0) is first

    def test_still_shows_the_misconception(self) -> None:
        def repeats_or_adds(x: np.ndarray) -> np.ndarray:
            return first_row_twice(x) if x.shape[0] > 1 else x.sum(axis=1) + 1

        seen = [observe(first_row_twice, *ROWS.call(case)) for case in ROWS.visible_cases]
        assessment = assess(ROWS, ROWS.visible_cases, seen)
        assert assessment.diagnosis is not None
        assert assessment.failing is not None
        smallest = shrink(ROWS, repeats_or_adds, assessment.failing, assessment.diagnosis)
        assert smallest.case.arguments["x"].shape == (2, 1)
        assert (
            smallest.seen.value.tolist() == first_row_twice(smallest.case.arguments["x"]).tolist()
        )


#: Wrong answers, and what the case that is shown must still have.
SHOWN: tuple[tuple[str, Callable[..., Any], Callable[..., bool]], ...] = (
    (
        "correlate2d",
        lambda image, kernel, bias=0.0: ops.correlate2d(image, kernel[::-1, ::-1], bias),
        lambda image, kernel, bias=0.0: kernel.size > 1,
    ),
    (
        "conv2d",
        lambda x, weight, bias=None: ops.conv2d(x[:, :1], weight[:, :1], bias),
        lambda x, weight, bias=None: x.shape[1] > 1,
    ),
    (
        "conv2d",
        lambda x, weight, bias=None: ops.conv2d(x, weight),
        lambda x, weight, bias=None: bias is not None,
    ),
    (
        "conv2d",
        lambda x, weight, bias=None: np.repeat(ops.conv2d(x[:1], weight, bias), len(x), axis=0),
        lambda x, weight, bias=None: len(x) > 1,
    ),
    (
        "im2col",
        lambda x, kernel_size: ops.im2col(x, int(np.ravel(kernel_size)[0])),
        lambda x, kernel_size: kernel_size[0] != kernel_size[1],
    ),
)


class TestWhatIsShown:
    @pytest.mark.parametrize(("name", "function", "telling"), SHOWN)
    def test_shows_the_misconception_in_few_numbers(
        self, name: str, function: Callable[..., Any], telling: Callable[..., bool]
    ) -> None:
        assessment = examine(find_exercise(name), function)
        assert assessment.misconception is not None
        assert assessment.failing is not None
        arguments = assessment.failing.case.arguments
        assert telling(**arguments)
        assert sum(np.size(value) for value in arguments.values()) <= 16
