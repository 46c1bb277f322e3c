"""The exercise on how far a border reaches: error_by_border_distance."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from autograder.exercise import MANNERS, Arguments, Exercise, Group
from autograder.exercises.groups import invalid
from autograder.exercises.kernels.common import LARGE, SCALES, SMALL
from autograder.exercises.phrases import misconception
from autograder.exercises.symmetry.common import NOTEBOOK, added, image
from autograder.exercises.symmetry.wrong import rings as wrong
from cnnlib import ops

__all__ = ["error_by_border_distance"]


def _error(rng: np.random.Generator, h: int, w: int, **rest: Any) -> Arguments:
    return {"error": image(rng, h=h, w=w, **rest)}


error_by_border_distance = Exercise(
    name="error_by_border_distance",
    notebook=NOTEBOOK,
    reference=ops.error_by_border_distance,
    make=_error,
    groups=(
        Group(
            "odd sizes",
            0.75,
            ({"h": 3, "w": 3}, {"h": 5, "w": 5}, {"h": 1, "w": 1}, {"h": 3, "w": 5}),
            draws={"h": (3, 5, 7), "w": (5, 7, 9)},
        ),
        Group(
            "even sizes",
            0.75,
            ({"h": 2, "w": 2}, {"h": 4, "w": 4}, {"h": 6, "w": 4}, {"h": 4, "w": 8}),
            draws={"h": (4, 6, 10), "w": (6, 8)},
        ),
        Group(
            "odd by even, long and narrow",
            0.5,
            (
                {"h": 3, "w": 4},
                {"h": 6, "w": 5},
                {"h": 1, "w": 4},
                {"h": 7, "w": 2},
                {"h": 9, "w": 4},
                {"h": 5, "w": 12},
            ),
            draws={"h": (3, 5, 8, 11), "w": (2, 4, 6)},
        ),
        Group(
            "memory layouts",
            0.25,
            ({"h": 4, "w": 5, "layout": "F"}, {"h": 5, "w": 3, "layout": "strided"}),
        ),
        Group(
            SCALES,
            0.25,
            (
                {"h": 33, "w": 47, "scale": 1.0},
                {"h": 5, "w": 4, "scale": LARGE},
                {"h": 4, "w": 6, "scale": SMALL},
            ),
        ),
        invalid(
            {
                "one axis": lambda: {"error": np.ones(4)},
                "three axes": lambda: {"error": np.ones((1, 4, 4))},
                "four axes": lambda: {"error": np.ones((1, 1, 4, 4))},
            },
            0.25,
        ),
        Group(
            MANNERS,
            0.25,
            ({"h": 3, "w": 4}, {"h": 1, "w": 3}, {"h": 4, "w": 3, "layout": "frozen"}),
        ),
    ),
    misconceptions=(
        misconception("border included", *wrong.MIXED),
        misconception(
            "error not normalised",
            *wrong.NOT_DIVIDED,
            explanation=(
                "You add the errors up without dividing by the number of pixels at that distance; "
                "outer rings hold more pixels, so only means can be compared."
            ),
        ),
        misconception(
            "mean and max swapped",
            partial(wrong.rings, average=wrong.largest),
            explanation="You take the largest error at each distance; wanted is the mean.",
        ),
        added("signs cancel", *wrong.SIGNED),
        added("not every border counted", *wrong.SOME_BORDERS),
        added("corners counted twice", *wrong.CORNERS_TWICE),
        misconception("input changed in place", wrong.spoils_input),
    ),
    hints=(
        "How far is pixel (i, j) from the top, from the bottom, from the left, from the right? "
        "Its distance to the nearest border is the smallest of the four.",
        "Rows have the distances min(i, H - 1 - i), columns min(j, W - 1 - j); "
        "`np.minimum.outer` puts the smaller of the two into a table of shape (H, W).",
        "For each d from 0 to (min(H, W) + 1) // 2 - 1, the entry is "
        "`np.abs(error)[distance == d].mean()`.",
    ),
)
