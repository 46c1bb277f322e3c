"""Exercises on rectifiers: ReLU, leaky ReLU and their slopes, ELU, maxout."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from autograder.exercise import MANNERS, Arguments, Exercise, Group, Parameters
from autograder.exercises.activations import wrong
from autograder.exercises.activations.common import (
    NOTEBOOK,
    large_values,
    manners,
    shapes,
    values,
)
from autograder.exercises.draw import lay_out, numbers
from autograder.exercises.groups import invalid
from autograder.exercises.phrases import misconception
from cnnlib import ops

__all__ = ["elu", "leaky_relu", "leaky_relu_grad", "maxout", "relu", "relu_grad"]

SIGNS: tuple[Parameters, ...] = (
    {"columns": 2},
    {"columns": 4},
    {"rows": 3, "columns": 3, "kind": "wide"},
    {"rows": 8, "columns": 10},
)
AT_ZERO: tuple[Parameters, ...] = (
    {"columns": 3, "kind": "zeros"},
    {"rows": 2, "columns": 4, "kind": "zeros"},
)
#: Where it shows that a rectifier does more than to look at the sign.
SCALES: tuple[Parameters, ...] = (
    {"columns": 8, "kind": "large"},
    {"rows": 2, "columns": 3, "kind": "small"},
)
SIGN_DRAWS = {"rows": (1, 2, 5), "columns": (2, 3, 7)}


def _signs(points: float, cases: tuple[Parameters, ...] = (*SIGNS, *SCALES)) -> Group:
    return Group("negative and positive values", points, cases, draws=SIGN_DRAWS)


def _at_zero(points: float) -> Group:
    return Group("at 0", points, AT_ZERO)


def _with(option: str) -> Callable[..., Arguments]:
    """Cases whose first argument is an array, and that may set an option."""

    def make(
        rng: np.random.Generator, setting: float | None = None, **parameters: Any
    ) -> Arguments:
        arguments = values(rng, **parameters)
        return arguments if setting is None else {**arguments, option: setting}

    return make


def _option(name: str, points: float, settings: tuple[float, ...]) -> Group:
    """The same function with its option set, below 1 and above it, on small and large values."""
    return Group(
        name,
        points,
        tuple(
            {"setting": setting, "rows": 2, "columns": 3, "kind": kind}
            for setting in settings
            for kind in ("mixed", "wide")
        ),
        draws={"setting": (0.05, 0.3, 1.5, 3.0), "columns": (3, 5)},
    )


relu = Exercise(
    name="relu",
    notebook=NOTEBOOK,
    reference=ops.relu,
    make=values,
    groups=(
        _signs(0.75),
        Group(
            "0 and NaN",
            0.5,
            (
                {"columns": 3, "kind": "zeros"},
                {"columns": 3, "kind": "nan"},
                {"rows": 2, "columns": 3, "kind": "nan"},
            ),
        ),
        shapes(0.5),
        manners(0.25),
    ),
    misconceptions=(
        misconception("ReLU6", wrong.relu6),
        misconception("absolute value", wrong.relu_absolute),
        misconception("in place", partial(wrong.in_place, wrong.relu)),
    ),
    hints=(
        "Which is larger, x or 0? Return that, value by value.",
        "`np.maximum` compares two arrays value by value (`np.max` does something else), and a NaN "
        "stays a NaN.",
    ),
)

relu_grad = Exercise(
    name="relu_grad",
    notebook=NOTEBOOK,
    reference=ops.relu_grad,
    make=values,
    groups=(_signs(0.25), _at_zero(0.25), shapes(0.25), manners(0.25)),
    misconceptions=(
        misconception("ReLU gradient 1 at 0", wrong.relu_grad_one_at_zero),
        misconception("ReLU6", wrong.relu6_grad),
        misconception(
            "absolute value",
            wrong.absolute_grad,
            explanation=(
                "Your slope is that of the absolute value; a rectifier is flat on the negative "
                "side, so its slope there is 0."
            ),
        ),
        misconception("in place", partial(wrong.in_place, wrong.relu_grad)),
    ),
    hints=(
        "Draw ReLU: a flat line, then one that rises by 1 for every step to the right.",
        "The slope is 1 where x > 0 and 0 elsewhere; the comparison gives bools, so make floats "
        "of them.",
    ),
)

leaky_relu = Exercise(
    name="leaky_relu",
    notebook=NOTEBOOK,
    reference=ops.leaky_relu,
    make=_with("negative_slope"),
    groups=(
        _signs(0.5),
        _option("the slope", 0.75, (0.1, 0.5, 2.0, 0.0)),
        shapes(0.5),
        manners(0.25),
    ),
    misconceptions=(
        misconception(
            "slope on the positive side",
            wrong.leaky_on_the_positive_side,
            wrong.leaky_on_the_positive_side_alone,
            wrong.leaky_on_both_sides,
        ),
        misconception("slope's sign", wrong.leaky_with_wrong_sign),
        misconception("`max(x, αx)`", wrong.leaky_by_maximum),
        misconception("ReLU6", wrong.leaky_relu6),
        misconception("absolute value", wrong.relu_absolute_leaky),
        misconception("in place", partial(wrong.in_place, wrong.leaky_relu)),
    ),
    hints=(
        "Two cases: positive values pass, the others are multiplied by the slope.",
        "`np.where(condition, a, b)` chooses value by value. Mind that the slope may exceed 1: the "
        "larger of x and slope · x is then the wrong one.",
    ),
)

leaky_relu_grad = Exercise(
    name="leaky_relu_grad",
    notebook=NOTEBOOK,
    reference=ops.leaky_relu_grad,
    make=_with("negative_slope"),
    groups=(
        _signs(0.5),
        _option("the slope", 0.5, (0.1, 0.5, 2.0, 0.0)),
        _at_zero(0.5),
        shapes(0.25),
        manners(0.25),
    ),
    misconceptions=(
        misconception(
            "slope on the positive side",
            wrong.leaky_grad_on_the_positive_side,
            wrong.leaky_grad_on_the_positive_side_alone,
        ),
        misconception(
            "slope's sign",
            wrong.leaky_grad_with_wrong_sign,
            explanation=(
                "Your slope on the negative side has the wrong sign: leaky ReLU rises there too, "
                "by negative_slope."
            ),
        ),
        misconception(
            "ReLU gradient 1 at 0",
            wrong.leaky_grad_one_at_zero,
            explanation=(
                "You count x = 0 to the positive side; here it counts as negative, so the slope "
                "there is negative_slope."
            ),
        ),
        misconception(
            "`max(x, αx)`",
            wrong.leaky_grad_by_maximum,
            wrong.leaky_grad_by_greatest,
            wrong.leaky_grad_step_by_maximum,
        ),
        misconception("ReLU6", wrong.leaky_relu6_grad),
        misconception("in place", partial(wrong.in_place, wrong.leaky_relu_grad)),
    ),
    hints=(
        "What does leaky ReLU multiply a positive value by? And a negative one?",
        "The slope is 1 where x > 0 and negative_slope elsewhere, at 0 too: `np.where` again.",
    ),
)

elu = Exercise(
    name="elu",
    notebook=NOTEBOOK,
    reference=ops.elu,
    make=_with("alpha"),
    groups=(
        _signs(0.5, SIGNS),
        _option("alpha", 0.5, (0.5, 2.0, 0.0)),
        large_values(0.5),
        shapes(0.25),
        manners(0.25),
    ),
    misconceptions=(
        misconception("ELU's α missing", wrong.elu_without_alpha),
        misconception(
            "slope's sign",
            wrong.elu_with_wrong_sign,
            explanation=(
                "Your negative side has the wrong sign: exp(x) - 1 is negative there, and alpha "
                "leaves it so."
            ),
        ),
        misconception("overflow in exp", wrong.elu_overflowing),
        misconception("ReLU6", wrong.elu6),
        misconception(
            "`max(x, αx)`",
            wrong.elu_by_maximum,
            explanation=(
                "You take the larger of the two branches, which is right for alpha up to 1 only; "
                "choose by the sign of x instead."
            ),
        ),
        misconception("in place", partial(wrong.in_place, wrong.elu)),
    ),
    hints=(
        "Positive values pass; negative ones become alpha · (exp(x) - 1).",
        "`np.where` computes both branches for every value, so exp must not overflow where its "
        "result is thrown away.",
        "`np.exp(np.minimum(x, 0))` never overflows; `np.expm1` is exact near 0 as well.",
    ),
)


def _features(
    rng: np.random.Generator,
    n: int = 1,
    groups: int = 2,
    pieces: int = 2,
    low: bool = False,
    layout: str = "C",
    scale: float = 0.0,
) -> Arguments:
    x = numbers(rng, n, groups * pieces, scale=scale)
    return {"x": lay_out(-np.abs(x) if low else x, layout), "pieces": pieces}


maxout = Exercise(
    name="maxout",
    notebook=NOTEBOOK,
    reference=ops.maxout,
    make=_features,
    groups=(
        Group(
            "values",
            1.0,
            (
                {"groups": 2, "pieces": 2},
                {"groups": 3, "pieces": 2},
                {"n": 3, "groups": 2, "pieces": 3},
                {"n": 2, "groups": 5, "pieces": 4},
                {"n": 2, "groups": 2, "pieces": 3, "low": True},
                {"n": 4, "groups": 6, "pieces": 5},
                {"n": 2, "groups": 2, "pieces": 3, "scale": 1e5},
                {"n": 2, "groups": 3, "pieces": 2, "scale": 1e-8},
            ),
            draws={"n": (1, 2, 5), "groups": (1, 3, 4), "pieces": (2, 3, 4), "low": (True, False)},
        ),
        Group(
            "one piece, one output, layouts",
            0.5,
            (
                {"n": 2, "groups": 1, "pieces": 4},
                {"n": 2, "groups": 3, "pieces": 1},
                {"n": 3, "groups": 2, "pieces": 2, "layout": "F"},
                {"n": 2, "groups": 3, "pieces": 3, "layout": "strided"},
            ),
        ),
        invalid(
            {
                "not divisible": lambda: {"x": np.ones((2, 5)), "pieces": 2},
                "more pieces than features": lambda: {"x": np.ones((2, 3)), "pieces": 4},
                "no piece": lambda: {"x": np.ones((2, 4)), "pieces": 0},
                "negative pieces": lambda: {"x": np.ones((2, 4)), "pieces": -2},
                "one axis": lambda: {"x": np.ones(4), "pieces": 2},
                "three axes": lambda: {"x": np.ones((1, 2, 4)), "pieces": 2},
            },
            0.25,
        ),
        Group(
            MANNERS,
            0.25,
            ({"n": 2, "groups": 2, "pieces": 1}, {"n": 2, "groups": 2, "layout": "frozen"}),
        ),
    ),
    misconceptions=(
        misconception("maxout over strided features", wrong.maxout_strided),
        misconception(
            "minimum",
            wrong.maxout_minimum,
            explanation="You take the smallest of each group; maxout takes the largest.",
        ),
        misconception(
            "mean and max swapped",
            wrong.maxout_mean,
            explanation="You take the mean of each group; maxout takes the largest.",
        ),
        misconception(
            "sum",
            wrong.maxout_sum,
            explanation="You add each group up; maxout takes the largest.",
        ),
        misconception(
            "last element",
            wrong.maxout_last,
            explanation="You take the last of each group; maxout takes the largest.",
        ),
        misconception(
            "accumulator starts at 0",
            wrong.maxout_from_zero,
            explanation=(
                "Your running maximum starts at 0, so groups of negative values give 0; "
                "start from the first value."
            ),
        ),
        misconception("batch item 0 for every item", wrong.maxout_first_sample),
        misconception("in place", partial(wrong.in_place_beside, wrong.maxout)),
    ),
    hints=(
        "With pieces = 2, features 0 and 1 make output 0, features 2 and 3 make output 1.",
        "A reshape puts the features of one output side by side on an axis of their own.",
        "`x.reshape(N, D // pieces, pieces).max(axis=2)`; for one piece that is a fresh array too.",
    ),
)
