"""Exercises on turned filters: lift_p4 and p4_action."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.exercise import MANNERS, Arguments, Exercise, Group
from autograder.exercises.draw import lay_out, numbers
from autograder.exercises.groups import invalid
from autograder.exercises.kernels.common import LARGE, SCALES, SMALL
from autograder.exercises.phrases import misconception, mistakes
from autograder.exercises.symmetry.common import NOTEBOOK, added
from autograder.exercises.symmetry.layers import layer, layer_call, layer_mistakes
from autograder.exercises.symmetry.wrong import turns as wrong
from cnnlib import ops

__all__ = ["lift_p4", "p4_action"]

#: Left out: square filters hide the first; the others are made in other ways here.
OWN = (
    "kernel width taken as its height",
    "kernel transposed",
    "flipped on both axes",
    "flipped on one axis",
    "input changed in place",
)


def _layer(
    rng: np.random.Generator, k: int = 2, oh: int = 2, ow: int = 2, **rest: Any
) -> Arguments:
    """Images and square filters by the sizes of filter and output."""
    return layer(rng, kh=k, kw=k, h=oh + k - 1, w=ow + k - 1, **rest)


lift_p4 = Exercise(
    name="lift_p4",
    notebook=NOTEBOOK,
    reference=ops.lift_p4,
    make=_layer,
    groups=(
        Group(
            "one channel, one filter",
            0.75,
            (
                {"k": 2, "oh": 1, "ow": 1},
                {"k": 2, "oh": 2, "ow": 3},
                {"k": 3, "oh": 2, "ow": 2},
                {"k": 1, "oh": 2, "ow": 3},
            ),
            draws={"k": (2, 3, 4), "oh": (1, 2, 4), "ow": (2, 3)},
        ),
        Group(
            "several channels and filters",
            0.75,
            (
                {"c": 2, "k": 2, "oh": 1, "ow": 1},
                {"f": 2, "c": 2, "k": 2, "oh": 2, "ow": 2},
                {"f": 3, "c": 3, "k": 2, "oh": 2, "ow": 3},
                {"f": 4, "c": 2, "k": 3, "oh": 3, "ow": 2},
                {"f": 2, "c": 3, "k": 2, "oh": 3, "ow": 1},
                {"f": 3, "c": 2, "k": 2, "oh": 2, "ow": 4},
            ),
            draws={"f": (2, 3, 5), "c": (2, 3), "k": (2, 3)},
        ),
        Group(
            "several images",
            0.25,
            (
                {"n": 2, "k": 2, "oh": 1, "ow": 2},
                {"n": 3, "c": 2, "f": 4, "k": 3, "oh": 3, "ow": 2},
                {"n": 4, "c": 2, "f": 2, "k": 2, "oh": 2, "ow": 5},
            ),
            draws={"n": (2, 3), "f": (1, 2)},
        ),
        Group(
            "bias",
            0.25,
            (
                {"f": 2, "k": 2, "oh": 1, "ow": 2, "bias": True},
                {"f": 3, "c": 2, "k": 2, "oh": 2, "ow": 3, "bias": True},
                {"n": 2, "f": 4, "c": 2, "k": 3, "oh": 2, "ow": 4, "bias": True},
                {"f": 3, "k": 2, "oh": 2, "ow": 2, "bias": True, "idle": True},
            ),
        ),
        Group(
            "memory layouts",
            0.25,
            (
                {"n": 2, "c": 2, "f": 3, "k": 3, "oh": 3, "ow": 2, "layout": "F"},
                {"n": 2, "c": 3, "f": 2, "k": 2, "oh": 2, "ow": 3, "layout": "strided"},
            ),
        ),
        Group(
            SCALES,
            0.25,
            (
                {"k": 3, "oh": 33, "ow": 35, "scale": 1.0},
                {"n": 5, "c": 6, "f": 7, "k": 2, "oh": 2, "ow": 3, "scale": 1.0},
                {"c": 2, "k": 9, "oh": 2, "ow": 1, "scale": 1.0},
                {"k": 2, "oh": 2, "ow": 3, "scale": LARGE},
                {"k": 2, "oh": 3, "ow": 2, "scale": SMALL},
            ),
        ),
        invalid(
            {
                "filters that are not square": layer_call((1, 1, 5, 5), (1, 1, 2, 3)),
                "one image without its batch axis": layer_call((3, 5, 5), (2, 3, 2, 2)),
                "weight with three axes": layer_call((1, 3, 5, 5), (3, 2, 2)),
                "channels differ": layer_call((1, 3, 5, 5), (2, 2, 2, 2)),
                "one channel of weight": layer_call((1, 3, 5, 5), (2, 1, 2, 2)),
                "bias of another length": layer_call((1, 1, 5, 5), (3, 1, 2, 2), (2,)),
                "one bias for three filters": layer_call((1, 1, 5, 5), (3, 1, 2, 2), (1,)),
                "one bias for each orientation": layer_call((1, 1, 5, 5), (3, 1, 2, 2), (4,)),
                "bias without an axis": layer_call((1, 1, 5, 5), (3, 1, 2, 2), ()),
                "bias with two axes": layer_call((1, 1, 5, 5), (3, 1, 2, 2), (3, 1)),
                "filter too large": layer_call((1, 1, 2, 5), (1, 1, 3, 3)),
            },
            0.25,
        ),
        Group(
            MANNERS,
            0.25,
            (
                {"k": 1, "oh": 2, "ow": 3, "one": True},
                {"n": 2, "c": 2, "f": 2, "k": 2, "oh": 2, "ow": 2, "bias": True},
                {"c": 2, "f": 2, "k": 2, "oh": 2, "ow": 3, "bias": True, "layout": "frozen"},
            ),
        ),
    ),
    misconceptions=(
        misconception(
            "rotated the wrong way",
            *wrong.CLOCKWISE,
            explanation=(
                "You turn the filters clockwise; index r wants r · 90 degrees counter-clockwise, "
                "which is what np.rot90 does with a positive number."
            ),
        ),
        misconception(
            "flipped on both axes",
            *wrong.FLIPPED_BOTH,
            explanation=(
                "Your filters are flipped on both axes, which is half a turn: orientation 0 is the "
                "filter as it stands."
            ),
        ),
        misconception(
            "flipped on one axis",
            *wrong.FLIPPED_ONE,
            explanation="Your filters are mirrored along one axis; a turn mirrors nothing.",
        ),
        misconception("kernel transposed", *wrong.TRANSPOSED),
        added("turned over the wrong axes", *wrong.OVER_OTHER_AXES),
        added("filter not turned", *wrong.UNTURNED),
        added("image turned instead of the filter", *wrong.IMAGES),
        added("orientation axis in the wrong place", *wrong.WRONG_AXIS),
        *mistakes(layer_mistakes(*OWN), wrong.on_lifted),
        misconception("input changed in place", wrong.lift_spoils_input),
    ),
    hints=(
        "One filter becomes four: itself, and itself after one, two and three quarter turns. "
        "Each of them slides over the image in the usual way.",
        "`np.rot90(weight, r, axes=(2, 3))` turns all filters r times counter-clockwise; "
        "without `axes=` it would turn filters into channels.",
        "Each turned set of filters gives `ops.conv2d(x, turned, bias)` of shape (N, F, H', W'). "
        "The four of them belong on a new axis 2.",
        "`np.stack([ops.conv2d(x, np.rot90(weight, r, axes=(2, 3)), bias) for r in range(4)], "
        "axis=2)`.",
    ),
)


def _oriented(
    rng: np.random.Generator,
    n: int = 1,
    f: int = 1,
    h: int = 1,
    w: int = 2,
    layout: str = "C",
    scale: float = 0.0,
) -> Arguments:
    return {"y": lay_out(numbers(rng, n, f, 4, h, w, scale=scale), layout)}


p4_action = Exercise(
    name="p4_action",
    notebook=NOTEBOOK,
    reference=ops.p4_action,
    make=_oriented,
    groups=(
        Group(
            "square maps",
            0.75,
            ({"h": 1, "w": 1}, {"h": 2, "w": 2}, {"h": 3, "w": 3}, {"f": 2, "h": 4, "w": 4}),
            draws={"f": (1, 2, 3), "n": (1, 2)},
        ),
        Group(
            "rectangular maps",
            0.75,
            ({"h": 1, "w": 2}, {"h": 3, "w": 1}, {"h": 2, "w": 3}, {"f": 2, "h": 4, "w": 3}),
            draws={"h": (2, 3), "w": (4, 5), "f": (1, 3)},
        ),
        Group(
            "several filters and images",
            0.5,
            (
                {"f": 2, "h": 1, "w": 1},
                {"n": 2, "f": 3, "h": 2, "w": 2},
                {"n": 3, "f": 2, "h": 3, "w": 2},
                {"n": 2, "f": 2, "h": 4, "w": 4},
                {"n": 4, "f": 4, "h": 2, "w": 3},
            ),
            draws={"n": (2, 3), "f": (2, 4), "h": (2, 3), "w": (3, 5)},
        ),
        Group(
            "memory layouts",
            0.25,
            (
                {"n": 2, "f": 3, "h": 2, "w": 3, "layout": "F"},
                {"n": 2, "f": 2, "h": 3, "w": 2, "layout": "strided"},
            ),
        ),
        Group(
            SCALES,
            0.25,
            (
                {"n": 3, "f": 9, "h": 12, "w": 11, "scale": 1.0},
                {"h": 2, "w": 3, "scale": LARGE},
                {"h": 3, "w": 2, "scale": SMALL},
            ),
        ),
        invalid(
            {
                "four axes": lambda: {"y": np.ones((2, 4, 3, 3))},
                "three orientations": lambda: {"y": np.ones((1, 4, 3, 4, 4))},
                "orientations on axis 1": lambda: {"y": np.ones((2, 4, 3, 5, 5))},
            },
            0.25,
        ),
        Group(
            MANNERS,
            0.25,
            ({"h": 1, "w": 1}, {"f": 2, "h": 2, "w": 2}, {"h": 2, "w": 3, "layout": "frozen"}),
        ),
    ),
    misconceptions=(
        misconception("rotated the wrong way", *wrong.ACT_CLOCKWISE),
        misconception("channels not cycled", *wrong.UNCYCLED),
        added("cycled the wrong way", *wrong.CYCLED_BACK),
        added("maps not turned", *wrong.MAPS_UNTURNED),
        added("turned over the wrong axes", *wrong.ACT_OVER_OTHER_AXES),
        misconception("output H and W swapped", *wrong.ACT_SWAPPED),
        misconception("batch item 0 for every item", *wrong.ACT_FIRST_IMAGE),
        misconception("input changed in place", wrong.act_spoils_input),
    ),
    hints=(
        "Two things happen to the output when the input turns. Where in its map does an answer "
        "move? And which of the four filters gives it now?",
        "Every map turns counter-clockwise like the image. And what the filter turned r times saw "
        "before, the filter turned r + 1 times sees now.",
        "`np.rot90(y, axes=(3, 4))` turns the maps; `np.roll(…, 1, axis=2)` hands each of them on "
        "to the next orientation, and the last one to the first.",
    ),
)
