"""Diagnosis on an exercise made for it: double an array, or an array and its sum."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pytest

from autograder.diagnose import (
    NOTHING,
    Diagnosis,
    diagnose,
    expected_values,
    explains,
    prediction,
)
from autograder.exercise import MANNERS, Case, Exercise, Group, Misconception
from autograder.observation import Observation, observe
from autograder.values import same

FLIPPED, TRANSPOSED, SKIPPED = "kernel flipped", "kernel transposed", "last row and column skipped"
IN_PLACE = "input changed in place"


def double(x: np.ndarray) -> np.ndarray:
    return 2.0 * x


def double_and_sum(x: np.ndarray) -> tuple[np.ndarray, float]:
    return 2.0 * x, float(x.sum())


def flipped(x: np.ndarray) -> np.ndarray:
    return 2.0 * x[::-1]


def transposed(x: np.ndarray) -> np.ndarray:
    return 2.0 * x.T


def transposed_by_index(x: np.ndarray) -> np.ndarray:
    """What a loop over (v, u) does: it crashes unless the array is square."""
    if x.shape[0] != x.shape[1]:
        raise IndexError("index out of bounds")
    return 2.0 * x.T


def squares_only(x: np.ndarray) -> np.ndarray:
    if x.shape[0] != x.shape[1]:
        raise IndexError("index out of bounds")
    return 2.0 * x


def last_row_open(x: np.ndarray) -> np.ndarray:
    """The last row is never reached; it holds what was there."""
    out = 2.0 * x
    out[-1] = np.nan
    return out


def changes_input(x: np.ndarray) -> np.ndarray:
    out = 2.0 * x
    x += 1.0
    return out


def entries(rng: np.random.Generator, h: int = 2, w: int = 2) -> dict[str, Any]:
    return {"x": rng.permutation(np.arange(1.0, h * w + 1)).reshape(h, w)}


SIZES = ({"h": 2, "w": 2}, {"h": 2, "w": 3}, {"h": 3, "w": 3}, {"h": 4, "w": 2}, {"h": 1, "w": 3})


def doubling(
    *misconceptions: tuple[str, tuple[Callable[..., Any], ...]],
    reference: Callable[..., Any] = double,
    sizes: tuple[dict[str, int], ...] = SIZES,
) -> Exercise:
    """An exercise with these phrases and their ways."""
    return Exercise(
        name="double",
        notebook="02_kernels",
        reference=reference,
        make=entries,
        groups=(
            Group("sizes", 1.0, sizes),
            Group("refused", 1.0, ({"h": 1},), raises=True),
            Group(MANNERS, 1.0, ({"h": 2, "w": 3},)),
        ),
        misconceptions=tuple(
            Misconception(phrase, f"You made the mistake “{phrase}”.", ways)
            for phrase, ways in misconceptions
        ),
    )


def diagnosed(exercise: Exercise, function: Callable[..., Any]) -> Diagnosis | None:
    seen = [observe(function, *exercise.call(case)) for case in exercise.visible_cases]
    return diagnose(exercise, exercise.visible_cases, seen)


def name(exercise: Exercise, function: Callable[..., Any]) -> str | None:
    diagnosis = diagnosed(exercise, function)
    return None if diagnosis is None else diagnosis.misconception.phrase


@pytest.fixture
def exercise() -> Exercise:
    return doubling(
        (FLIPPED, (flipped,)), (TRANSPOSED, (transposed,)), (IN_PLACE, (changes_input,))
    )


class TestDiagnose:
    def test_names_a_mistake_that_was_written_otherwise(self, exercise: Exercise) -> None:
        assert name(exercise, lambda x: np.flipud(x) + np.flipud(x)) == FLIPPED
        assert name(exercise, lambda x: np.einsum("ij->ji", x) * 2) == TRANSPOSED

    def test_names_an_answer_in_single_precision(self, exercise: Exercise) -> None:
        assert name(exercise, lambda x: flipped(x).astype(np.float32)) == FLIPPED

    def test_gives_the_cases_that_show_it_and_the_way(self, exercise: Exercise) -> None:
        diagnosis = diagnosed(exercise, flipped)
        assert diagnosis is not None
        # With one row a flip shows nothing.
        assert [dict(case.parameters) for case in diagnosis.cases] == [
            *SIZES[:4],
            {"h": 2, "w": 3},
        ]
        assert diagnosis.ways == (flipped,)

    @pytest.mark.parametrize(
        "function",
        [
            double,
            lambda x: 3.0 * x,
            lambda x: 2.0 * x[:, ::-1],
            lambda x: flipped(x) + 1e-3,
            lambda x: np.zeros((7, 7)),
            lambda x: [[1.0]],
            lambda x: None,
        ],
    )
    def test_gives_no_name_to_an_answer_that_fits_none(
        self, exercise: Exercise, function: Callable[..., Any]
    ) -> None:
        assert diagnosed(exercise, function) is None

    def test_gives_no_name_where_one_right_answer_contradicts(self, exercise: Exercise) -> None:
        assert name(exercise, lambda x: double(x) if x.shape == (4, 2) else flipped(x)) is None

    def test_gives_no_name_where_one_wrong_answer_contradicts(self, exercise: Exercise) -> None:
        assert name(exercise, lambda x: x if x.shape == (4, 2) else flipped(x)) is None

    def test_gives_no_name_where_one_shape_contradicts(self, exercise: Exercise) -> None:
        def function(x: np.ndarray) -> np.ndarray:
            return np.zeros(5) if x.shape == (4, 2) else flipped(x)

        assert name(exercise, function) is None

    def test_asks_for_more_than_one_wrong_number(self) -> None:
        def last_lost(x: np.ndarray) -> np.ndarray:
            out = 2.0 * x
            out[-1, -1] = 0.0
            return out

        once = doubling((SKIPPED, (last_lost,)), sizes=({"h": 1, "w": 1},))
        first = once.visible_cases[0]
        seen = [Observation("returned", value=np.zeros((1, 1)))]
        assert diagnose(once, [first], seen) is None
        assert name(doubling((SKIPPED, (last_lost,))), last_lost) == SKIPPED

    def test_does_not_look_at_hidden_cases_or_at_those_that_must_raise(
        self, exercise: Exercise
    ) -> None:
        cases = [*exercise.visible_cases, *exercise.hidden_cases(b"ada")]
        seen = [
            observe(double if case.hidden or case.raises else flipped, *exercise.call(case))
            for case in cases
        ]
        diagnosis = diagnose(exercise, cases, seen)
        assert diagnosis is not None
        assert diagnosis.misconception.phrase == FLIPPED
        assert not any(case.hidden or case.raises for case in diagnosis.cases)

    def test_has_nothing_to_say_without_a_visible_case(self, exercise: Exercise) -> None:
        hidden = exercise.hidden_cases(b"ada")
        assert (
            diagnose(exercise, hidden, [observe(flipped, *exercise.call(c)) for c in hidden])
            is None
        )


class TestCrashes:
    def test_are_passed_over_where_the_rest_shows_the_mistake(self, exercise: Exercise) -> None:
        assert name(exercise, lambda x: np.flipud(x) * 2 if len(x) < 4 else x[9]) == FLIPPED

    def test_are_too_many_where_they_outnumber_what_is_explained(self, exercise: Exercise) -> None:
        assert name(exercise, lambda x: np.flipud(x) * 2 if x.shape == (2, 2) else x[9]) is None

    def test_everywhere_have_no_name(self, exercise: Exercise) -> None:
        assert name(exercise, lambda x: x[9]) is None
        assert name(doubling((FLIPPED, (lambda x: x[9],))), lambda x: x[8]) is None

    def test_of_an_otherwise_right_answer_are_known_by_where_they_happen(self) -> None:
        exercise = doubling((TRANSPOSED, (transposed_by_index,)), ("sum", (squares_only,)))

        def breaks_with_rectangles(x: np.ndarray) -> np.ndarray:
            return np.eye(len(x)) @ x @ np.eye(len(x)) * 2

        assert name(exercise, breaks_with_rectangles) == "sum"
        assert name(exercise, lambda x: 2 * x if x.shape == (2, 2) else x[9]) is None

    def test_decide_between_two_that_explain_all_that_came_back(self) -> None:
        def transposed_or_else(x: np.ndarray) -> np.ndarray:
            return 2.0 * x.T if x.shape[0] == x.shape[1] else 3.0 * x

        exercise = doubling(
            ("sum", (transposed_or_else,)),
            (TRANSPOSED, (transposed_by_index,)),
            sizes=({"h": 2, "w": 2}, {"h": 3, "w": 3}, {"h": 4, "w": 4}, {"h": 2, "w": 3}),
        )

        def by_index(x: np.ndarray) -> np.ndarray:
            h, w = x.shape
            return np.array([[2.0 * x[j, i] for j in range(w)] for i in range(h)])

        assert name(exercise, by_index) == TRANSPOSED

    def test_include_answers_without_an_entry(self, exercise: Exercise) -> None:
        assert name(exercise, lambda x: np.zeros((0, 3)) if len(x) == 4 else flipped(x)) == FLIPPED


class TestOpenEntries:
    @pytest.mark.parametrize("left", [0.0, -7.0, 1e300])
    def test_fit_whatever_stands_there(self, left: float) -> None:
        def function(x: np.ndarray) -> np.ndarray:
            out = np.full(x.shape, left)
            out[:-1] = 2.0 * x[:-1]
            return out

        assert name(doubling((SKIPPED, (last_row_open,))), function) == SKIPPED

    def test_do_not_fit_another_shape_or_another_number_elsewhere(self) -> None:
        exercise = doubling((SKIPPED, (last_row_open,)))
        assert name(exercise, lambda x: 2.0 * x[:-1]) is None
        assert name(exercise, lambda x: np.zeros(x.shape)) is None


class TestParts:
    def in_parts(self, *ways: Callable[..., Any]) -> Exercise:
        return doubling((FLIPPED, ways), reference=double_and_sum)

    def both_wrong(self, x: np.ndarray, total: float = 0.0) -> tuple[np.ndarray, float]:
        return flipped(x), float(x.sum()) + total

    def test_may_each_show_the_mistake_in_another_way(self) -> None:
        exercise = self.in_parts(
            lambda x: (flipped(x), 0.0), lambda x: (x, float(x.sum() - x[0, 0]))
        )
        assert name(exercise, lambda x: (flipped(x), float(x.sum() - x[0, 0]))) == FLIPPED
        assert name(exercise, lambda x: (double(x), float(x.sum() - x[0, 0]))) == FLIPPED
        assert name(exercise, lambda x: (flipped(x), float(x.sum()))) == FLIPPED

    def test_must_all_be_explained_where_they_are_wrong(self) -> None:
        exercise = self.in_parts(partial(self.both_wrong))
        assert name(exercise, self.both_wrong) == FLIPPED
        assert name(exercise, partial(self.both_wrong, total=1.0)) is None

    def test_of_another_number_are_no_evidence(self) -> None:
        exercise = self.in_parts(partial(self.both_wrong))
        assert name(exercise, lambda x: (flipped(x), 1.0, 2.0)) is None
        assert name(exercise, flipped) is None


def halves(x: np.ndarray) -> tuple[int, int]:
    """Two numbers, of which the second is the larger if they differ."""
    return x.size // 2, x.size - x.size // 2


def halved_alike(x: np.ndarray, up: bool) -> tuple[int, int]:
    half = -(-x.size // 2) if up else x.size // 2
    return half, half


class TestNumbers:
    """Numbers that come back together come from one computation."""

    @pytest.fixture
    def exercise(self) -> Exercise:
        ways = (partial(halved_alike, up=True), partial(halved_alike, up=False))
        sizes = ({"h": 1, "w": 3}, {"h": 3, "w": 3}, {"h": 1, "w": 5}, {"h": 2, "w": 2})
        return doubling((SKIPPED, ways), reference=halves, sizes=sizes)

    def test_of_one_way_show_the_mistake(self, exercise: Exercise) -> None:
        assert name(exercise, partial(halved_alike, up=True)) == SKIPPED
        assert name(exercise, partial(halved_alike, up=False)) == SKIPPED

    def test_of_two_ways_do_not(self, exercise: Exercise) -> None:
        assert name(exercise, lambda x: halves(x)[::-1]) is None


def rows(x: np.ndarray) -> list[tuple[tuple[int, ...], int]]:
    """A table whose rows hold tuples."""
    return [((row.size, 1), int(row.sum())) for row in x]


def unsummed(x: np.ndarray) -> list[tuple[tuple[int, ...], int]]:
    return [(shape, 0) for shape, _ in rows(x)]


class TestTables:
    def test_are_compared_entry_by_entry(self) -> None:
        exercise = doubling((SKIPPED, (unsummed,)), reference=rows)
        assert name(exercise, lambda x: [((row.size, 1), 0) for row in x]) == SKIPPED
        assert name(exercise, lambda x: [((row.size, 2), 0) for row in x]) is None
        assert name(exercise, lambda x: unsummed(x)[:-1]) is None

    def test_of_another_length_are_evidence_enough(self) -> None:
        exercise = doubling((SKIPPED, (lambda x: rows(x)[:-1],)), reference=rows, sizes=SIZES[2:3])
        assert name(exercise, lambda x: rows(x[:-1])) == SKIPPED


class TestInPlace:
    def test_is_named_where_the_answers_are_right(self, exercise: Exercise) -> None:
        def function(x: np.ndarray) -> np.ndarray:
            x *= 2.0
            return x.copy()

        diagnosis = diagnosed(exercise, function)
        assert diagnosis is not None
        assert diagnosis.misconception.phrase == IN_PLACE
        assert diagnosis.ways == ()

    def test_gives_way_to_a_mistake_that_shows_in_the_answers(self, exercise: Exercise) -> None:
        def function(x: np.ndarray) -> np.ndarray:
            x[:] = x[::-1].copy()
            return 2.0 * x

        assert name(exercise, function) == FLIPPED

    def test_is_not_named_where_the_exercise_does_not_have_it(self) -> None:
        assert name(doubling((FLIPPED, (flipped,))), changes_input) is None


class TestExplains:
    def case(self, exercise: Exercise, **parameters: int) -> tuple[Case, Any]:
        case = exercise.case(exercise.groups[0], parameters, seed=7)
        return case, double(case.arguments["x"])

    def test_holds_for_a_case_that_shows_what_was_found(self, exercise: Exercise) -> None:
        diagnosis = diagnosed(exercise, flipped)
        assert diagnosis is not None
        case, want = self.case(exercise, h=3, w=1)
        assert explains(exercise, diagnosis, case, want, observe(flipped, *exercise.call(case)))
        assert not explains(exercise, diagnosis, case, want, observe(double, *exercise.call(case)))

    def test_does_not_hold_where_the_case_shows_nothing(self, exercise: Exercise) -> None:
        diagnosis = diagnosed(exercise, flipped)
        assert diagnosis is not None
        case, want = self.case(exercise, h=1, w=3)
        assert not explains(exercise, diagnosis, case, want, observe(flipped, *exercise.call(case)))

    def test_holds_for_a_crash_that_the_way_shares(self) -> None:
        exercise = doubling(("sum", (squares_only,)))
        diagnosis = diagnosed(exercise, squares_only)
        assert diagnosis is not None
        seen = {}
        for h, w in ((2, 1), (2, 2)):
            case, want = self.case(exercise, h=h, w=w)
            crash = observe(lambda x: x[9], *exercise.call(case))
            seen[h, w] = explains(exercise, diagnosis, case, want, crash)
        assert seen == {(2, 1): True, (2, 2): False}

    def test_holds_in_place_where_an_input_was_changed(self, exercise: Exercise) -> None:
        diagnosis = diagnosed(exercise, changes_input)
        assert diagnosis is not None
        case, want = self.case(exercise)
        changing = observe(changes_input, *exercise.call(case))
        assert explains(exercise, diagnosis, case, want, changing)
        assert not explains(exercise, diagnosis, case, want, observe(double, *exercise.call(case)))


class TestExpectedValues:
    def test_are_the_references_and_nothing_where_a_case_must_raise(
        self, exercise: Exercise
    ) -> None:
        for case, value in zip(exercise.visible_cases, expected_values(exercise), strict=True):
            assert same(value, NOTHING if case.raises else double(case.arguments["x"]))

    def test_are_computed_once(self) -> None:
        calls = []

        def counted(x: np.ndarray) -> np.ndarray:
            calls.append(1)
            return double(x)

        exercise = doubling(reference=counted)
        assert expected_values(exercise) is expected_values(exercise)
        assert len(calls) == len(SIZES) + 1


class TestPrediction:
    def test_is_nothing_where_the_way_raises(self, exercise: Exercise) -> None:
        square, rectangle = exercise.visible_cases[:2]
        assert same(prediction(squares_only, exercise, square), double(square.arguments["x"]))
        assert prediction(squares_only, exercise, rectangle) is NOTHING

    def test_leaves_the_cases_arguments_alone(self, exercise: Exercise) -> None:
        case = exercise.visible_cases[0]
        before = case.arguments["x"].copy()
        prediction(changes_input, exercise, case)
        assert same(case.arguments["x"], before)

    def test_survives_a_warning(self, exercise: Exercise) -> None:
        case = exercise.visible_cases[0]
        assert np.isinf(prediction(lambda x: x / 0.0, exercise, case)).all()

        def warns(x: np.ndarray) -> np.ndarray:
            warnings.warn("beware", stacklevel=1)
            return double(x)

        assert prediction(warns, exercise, case) is not NOTHING

    def test_is_made_once_for_a_case_and_not_at_all_once_a_way_is_out(self) -> None:
        calls: list[tuple[int, ...]] = []

        def counted(x: np.ndarray) -> np.ndarray:
            calls.append(x.shape)
            return flipped(x)

        # With one row a flip is right, so that the first case says nothing.
        exercise = doubling((FLIPPED, (counted,)), sizes=({"h": 1, "w": 3}, *SIZES))
        assert name(exercise, lambda x: 2.0 * x if len(x) == 1 else 3.0 * x) is None
        assert len(calls) == 1  # the first wrong answer rules it out
        assert name(exercise, flipped) == FLIPPED
        assert name(exercise, flipped) == FLIPPED
        assert len(calls) == len(SIZES) + 2
