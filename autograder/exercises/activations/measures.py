"""Exercises that measure what an activation does to a network."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.callables import activations as slopes
from autograder.exercise import MANNERS, Arguments, Exercise, Group
from autograder.exercises.activations import wrong
from autograder.exercises.activations.common import NOTEBOOK
from autograder.exercises.draw import lay_out, numbers
from autograder.exercises.groups import invalid
from autograder.exercises.phrases import misconception
from cnnlib import ops

__all__ = ["chain_gradient", "dead_fraction", "he_std", "same_sign_fraction"]


def _chain(
    rng: np.random.Generator,
    layers: int = 2,
    units: int = 2,
    slope: str = "slope_of_cube",
    layout: str = "C",
    scale: float = 0.0,
) -> Arguments:
    z = numbers(rng, layers, units, step=0.4, scale=scale)
    return {"act_grad": getattr(slopes, slope), "pre_activations": lay_out(z, layout)}


chain_gradient = Exercise(
    name="chain_gradient",
    notebook=NOTEBOOK,
    reference=ops.chain_gradient,
    make=_chain,
    groups=(
        Group(
            "one layer",
            0.5,
            (
                {"layers": 1, "units": 1},
                {"layers": 1, "units": 4},
                {"layers": 1, "units": 3, "slope": "steep_on_the_left"},
            ),
            draws={"units": (2, 3, 5)},
        ),
        Group(
            "several layers",
            1.5,
            (
                {"layers": 2, "units": 1},
                {"layers": 2, "units": 3},
                {"layers": 3, "units": 2, "slope": "slope_of_cosine"},
                {"layers": 5, "units": 4, "slope": "steep_on_the_left"},
                {"layers": 3, "units": 3, "slope": "slope_of_step"},
                {"layers": 4, "units": 4, "slope": "slope_of_cosine"},
                {"layers": 2, "units": 3, "scale": 100.0},
                {"layers": 2, "units": 3, "scale": 1e-3},
            ),
            draws={
                "layers": (2, 3, 6),
                "units": (1, 2, 5),
                "slope": ("slope_of_cosine", "slope_of_cube", "steep_on_the_left"),
            },
        ),
        Group(
            "memory layouts",
            0.25,
            (
                {"layers": 3, "units": 2, "layout": "F"},
                {"layers": 2, "units": 3, "layout": "strided"},
            ),
        ),
        invalid(
            {
                "one axis": lambda: _bad_chain(3),
                "three axes": lambda: _bad_chain((2, 3, 4)),
            },
            0.25,
        ),
        Group(
            MANNERS,
            0.5,
            (
                {"layers": 1, "units": 2},
                {"layers": 2, "units": 2},
                {"layers": 2, "units": 3, "layout": "frozen"},
            ),
        ),
    ),
    misconceptions=(
        misconception(
            "`=` instead of `+=`",
            wrong.chain_last,
            explanation=(
                "You keep the last layer's slope only: each layer overwrites the product so far; "
                "use *= on ones."
            ),
        ),
        misconception(
            "sum",
            wrong.chain_sum,
            explanation="You add the layers' slopes; the chain rule multiplies them.",
        ),
        misconception("in place", wrong.chain_spoils_input),
    ),
    hints=(
        "The chain rule: every layer on the way back multiplies the gradient by its own slope.",
        "`act_grad` works on the whole array at once and gives the slopes, (layers, units).",
        "`np.prod` along the axis of the layers is what is left to do.",
    ),
)


def _bad_chain(shape: int | tuple[int, ...]) -> Arguments:
    return {"act_grad": slopes.slope_of_cube, "pre_activations": np.ones(shape)}


def _outputs(
    rng: np.random.Generator,
    n: int = 2,
    units: int = 2,
    dead: int = 1,
    negative: bool = False,
    cancelling: bool = False,
    scale: float = 1.0,
    layout: str = "C",
) -> Arguments:
    """Outputs of a layer: `dead` units are 0 everywhere, the others for some samples.

    One of the living answers to a single sample. Where they are cancelling, each sample comes with
    its opposite, so that every unit's sum is 0.
    """
    a = np.abs(numbers(rng, n, units))
    if n > 1:
        a[rng.integers(n, size=units), np.arange(units)] = 0.0
        only = np.arange(n) == rng.integers(n)
        a[:, dead : dead + 1] = np.where(only, 1.0 + dead, 0.0)[:, None]
    a[:, :dead] = 0.0
    a = scale * a[:, rng.permutation(units)]
    if cancelling:
        a = np.concatenate([a, -a])
    return {"activations": lay_out(-a if negative else a, layout)}


dead_fraction = Exercise(
    name="dead_fraction",
    notebook=NOTEBOOK,
    reference=ops.dead_fraction,
    make=_outputs,
    groups=(
        Group(
            "some units dead",
            1.0,
            (
                {"n": 2, "units": 2, "dead": 1},
                {"n": 3, "units": 4, "dead": 1},
                {"n": 4, "units": 3, "dead": 2},
                {"n": 1, "units": 5, "dead": 2},
                {"n": 2, "units": 7, "dead": 3},
                {"n": 12, "units": 9, "dead": 4},
            ),
            draws={"n": (2, 3, 6), "units": (4, 5, 7), "dead": (1, 2, 3)},
        ),
        Group(
            "none, all, negative outputs",
            0.5,
            (
                {"n": 3, "units": 2, "dead": 0},
                {"n": 2, "units": 3, "dead": 3},
                {"n": 3, "units": 4, "dead": 1, "negative": True},
                {"n": 1, "units": 4, "dead": 1, "cancelling": True},
                {"n": 3, "units": 4, "dead": 1, "scale": 1e-9},
                {"n": 3, "units": 4, "dead": 2, "layout": "F"},
                {"n": 2, "units": 3, "dead": 1, "layout": "strided"},
            ),
        ),
        invalid(
            {
                "one axis": lambda: {"activations": np.ones(3)},
                "three axes": lambda: {"activations": np.ones((2, 3, 4))},
            },
            0.25,
        ),
        Group(
            MANNERS,
            0.25,
            (
                {"n": 2, "units": 3, "dead": 1},
                {"n": 3, "units": 2, "dead": 1, "layout": "frozen"},
            ),
        ),
    ),
    misconceptions=(
        misconception(
            "unit called dead on the strength of one sample",
            wrong.dead_in_any_sample,
            wrong.dead_at_least,
            wrong.dead_in_first_sample,
            wrong.dead_in_last_sample,
            wrong.dead_share_of_zeros,
        ),
        misconception("in place", wrong.dead_spoils_input),
    ),
    hints=(
        "A unit that is 0 for one image may answer to the next. Which axis runs over the images?",
        "`np.all(activations == 0, axis=0)` says of each unit whether it is 0 for every sample.",
        "The mean of bools is the share of True; return it as a float.",
    ),
)


def _gradients(
    rng: np.random.Generator,
    n: int = 3,
    d: int = 2,
    positive: int = 1,
    zeros: bool = False,
    layout: str = "C",
    scale: float = 1.0,
) -> Arguments:
    """Inputs of a unit: the first `positive` samples have components of one sign only."""
    x = numbers(rng, n, d)
    if d > 1:
        # So that no other sample has one sign by chance, even with a 0 between its two signs.
        other = min(2, d - 1)
        x[:, 0], x[:, other] = np.abs(x[:, 0]), -np.abs(x[:, other])
    x[:positive] = np.abs(x[:positive]) * rng.choice((-1.0, 1.0))
    upstream = numbers(rng, n)
    if zeros:
        x[:, 1] = 0.0
        upstream[-1] = 0.0
    x *= scale
    order, side = rng.permutation(n), "frozen" if layout == "frozen" else "C"
    return {"inputs": lay_out(x[order], layout), "upstream": lay_out(upstream[order], side)}


same_sign_fraction = Exercise(
    name="same_sign_fraction",
    notebook=NOTEBOOK,
    reference=ops.same_sign_fraction,
    make=_gradients,
    groups=(
        Group(
            "both signs",
            1.25,
            (
                {"n": 2, "d": 2, "positive": 1},
                {"n": 3, "d": 3, "positive": 2},
                {"n": 5, "d": 4, "positive": 1},
                {"n": 4, "d": 2, "positive": 4},
                {"n": 3, "d": 5, "positive": 0},
                {"n": 3, "d": 1, "positive": 1},
                {"n": 9, "d": 11, "positive": 4},
                {"n": 4, "d": 3, "positive": 1, "scale": 1e-8},
                {"n": 4, "d": 3, "positive": 3, "scale": 1e5},
            ),
            draws={"n": (3, 4, 7), "d": (2, 3, 6), "positive": (0, 1, 2)},
        ),
        Group(
            "zeros",
            0.75,
            (
                {"n": 2, "d": 2, "positive": 1, "zeros": True},
                {"n": 4, "d": 3, "positive": 1, "zeros": True},
                {"n": 5, "d": 4, "positive": 2, "zeros": True},
            ),
            draws={"n": (3, 5), "d": (3, 4)},
        ),
        Group(
            "memory layouts",
            0.25,
            (
                {"n": 4, "d": 3, "positive": 2, "layout": "F"},
                {"n": 5, "d": 6, "positive": 4, "layout": "F"},
                {"n": 3, "d": 2, "positive": 1, "layout": "strided"},
            ),
        ),
        invalid(
            {
                "inputs with one axis": lambda: _pair(3, 3),
                "upstream too short": lambda: _pair((3, 2), 2),
                "one upstream value for all": lambda: _pair((3, 2), 1),
                "upstream with two axes": lambda: _pair((3, 2), (3, 1)),
            },
            0.25,
        ),
        Group(
            MANNERS,
            0.5,
            (
                {"n": 3, "d": 2, "positive": 1},
                {"n": 3, "d": 2, "positive": 1, "layout": "frozen"},
            ),
        ),
    ),
    misconceptions=(misconception("in place", wrong.sign_spoils_input),),
    hints=(
        "Sample n has the weight gradient upstream[n] · inputs[n], a vector of D components.",
        "All its components are at least 0, or all are at most 0; a 0 fits either way.",
        "`gradients = upstream[:, None] * inputs`, then `(gradients >= 0).all(axis=1)`, the same "
        "with `<=`, their `|`, and the mean.",
    ),
)


def _pair(inputs: Any, upstream: Any) -> Arguments:
    return {"inputs": np.ones(inputs), "upstream": np.ones(upstream)}


def _fan(
    rng: np.random.Generator, fan_in: int = 1, negative_slope: float | None = None
) -> Arguments:
    slope = {} if negative_slope is None else {"negative_slope": negative_slope}
    return {"fan_in": fan_in, **slope}


he_std = Exercise(
    name="he_std",
    notebook=NOTEBOOK,
    reference=ops.he_std,
    make=_fan,
    groups=(
        Group(
            "ReLU",
            0.5,
            ({"fan_in": 2}, {"fan_in": 1}, {"fan_in": 27}, {"fan_in": 1152}),
            draws={"fan_in": (3, 50, 75, 4608)},
        ),
        Group(
            "leaky ReLU",
            0.25,
            (
                {"fan_in": 2, "negative_slope": 1.0},
                {"fan_in": 9, "negative_slope": 0.5},
                {"fan_in": 50, "negative_slope": 2.0},
            ),
            draws={"fan_in": (3, 50), "negative_slope": (0.1, 0.3, 3.0)},
        ),
        invalid({"no input": lambda: {"fan_in": 0}, "negative": lambda: {"fan_in": -3}}, 0.25),
    ),
    hints=(
        "A sum of fan_in products has fan_in times the variance of one; "
        "ReLU halves the mean square.",
        "The variance that keeps the size is 2 / ((1 + negative_slope²) · fan_in); the standard "
        "deviation is its square root.",
    ),
)
