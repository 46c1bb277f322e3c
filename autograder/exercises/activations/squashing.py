"""Exercises on functions that squash: sigmoid, tanh, and their slopes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from autograder.exercise import Exercise, Group, Misconception
from autograder.exercises.activations import wrong
from autograder.exercises.activations.common import (
    NOTEBOOK,
    large_values,
    manners,
    shapes,
    values,
)
from autograder.exercises.phrases import misconception
from cnnlib import ops

__all__ = ["sigmoid", "sigmoid_grad", "tanh", "tanh_grad"]

#: Every other way to a hyperbolic tangent than exponentials.
NO_TANH = ("numpy.tanh", "math.tanh", "cmath.tanh")


def _exercise(
    name: str,
    reference: Callable[..., Any],
    misconceptions: tuple[Misconception, ...],
    hints: tuple[str, ...],
    forbidden: tuple[str, ...] = (),
) -> Exercise:
    """Four exercises differ in their function and its mistakes only."""
    return Exercise(
        name=name,
        notebook=NOTEBOOK,
        reference=reference,
        make=values,
        groups=(
            Group(
                "values",
                0.75,
                (
                    {"columns": 1},
                    {"columns": 3},
                    {"rows": 2, "columns": 3, "kind": "zeros"},
                    {"rows": 3, "columns": 3, "kind": "wide"},
                    {"rows": 8, "columns": 10},
                ),
                draws={"rows": (1, 2, 5), "columns": (2, 3, 7)},
            ),
            large_values(0.5),
            shapes(0.5),
            manners(0.25),
        ),
        misconceptions=misconceptions,
        hints=hints,
        forbidden=forbidden,
    )


sigmoid = _exercise(
    "sigmoid",
    ops.sigmoid,
    (
        misconception(
            "overflow in exp",
            wrong.sigmoid_of_positive_exponent,
            wrong.sigmoid_of_negative_exponent,
        ),
        misconception("in place", partial(wrong.in_place, wrong.sigmoid)),
    ),
    (
        "`1 / (1 + np.exp(-x))` is right on paper. What does `np.exp` say for x = -1000?",
        "An exponential of a negative number never overflows. For negative x, multiply numerator "
        "and denominator by exp(x): exp(x) / (1 + exp(x)).",
        "With `decay = np.exp(-np.abs(x))`, both forms need `decay` only; `np.where(x >= 0, …, …)` "
        "chooses between their numerators.",
    ),
)

sigmoid_grad = _exercise(
    "sigmoid_grad",
    ops.sigmoid_grad,
    (
        misconception(
            "derivative written in terms of the output but fed the input",
            wrong.sigmoid_grad_of_output,
        ),
        misconception(
            "overflow in exp",
            wrong.sigmoid_grad_of_positive_exponent,
            wrong.sigmoid_grad_of_negative_exponent,
            wrong.sigmoid_grad_of_two_exponentials,
        ),
        misconception("in place", partial(wrong.in_place, wrong.sigmoid_grad)),
    ),
    (
        "Write s for sigmoid(x). The derivative can be written with s alone.",
        "It is s · (1 - s), where s is the *output*; this function is given the input.",
        "Compute s without overflow, as in `sigmoid`, then `s * (1 - s)`.",
    ),
)

tanh = _exercise(
    "tanh",
    ops.tanh,
    (
        misconception(
            "overflow in exp",
            wrong.tanh_of_two_exponentials,
            wrong.tanh_of_positive_exponent,
            wrong.tanh_of_negative_exponent,
        ),
        misconception("in place", partial(wrong.in_place, wrong.tanh)),
    ),
    (
        "tanh is a sigmoid that was stretched: it goes from -1 to 1 instead of from 0 to 1.",
        "tanh(x) = 2 · sigmoid(2x) - 1, and the sigmoid can be computed without overflow.",
        "With `decay = np.exp(-2 * np.abs(x))`, the size of tanh is (1 - decay) / (1 + decay); "
        "its sign is that of x.",
    ),
    forbidden=NO_TANH,
)

tanh_grad = _exercise(
    "tanh_grad",
    ops.tanh_grad,
    (
        misconception("`1 − tanh` without the square", wrong.tanh_grad_without_square),
        misconception(
            "derivative written in terms of the output but fed the input",
            wrong.tanh_grad_of_output,
        ),
        misconception(
            "overflow in exp",
            wrong.tanh_grad_of_two_exponentials,
            wrong.tanh_grad_of_positive_exponent,
            wrong.tanh_grad_of_negative_exponent,
            wrong.tanh_grad_of_quotient,
        ),
        misconception("in place", partial(wrong.in_place, wrong.tanh_grad)),
    ),
    (
        "Write t for tanh(x). The derivative can be written with t alone.",
        "It is 1 - t · t, where t is the *output*; this function is given the input.",
        "Compute t from exponentials without overflow, as in `tanh`, then `1 - t**2`.",
    ),
    forbidden=NO_TANH,
)
