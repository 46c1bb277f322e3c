"""Exercises on shifts: translate, output_shift and shift_consistency."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from autograder.callables import symmetry as given
from autograder.exercise import MANNERS, Arguments, Exercise, Group
from autograder.exercises.draw import lay_out, pixels
from autograder.exercises.groups import invalid
from autograder.exercises.kernels.common import SCALES
from autograder.exercises.phrases import misconception
from autograder.exercises.symmetry.common import NOTEBOOK, added, image
from autograder.exercises.symmetry.wrong import moves as wrong
from cnnlib import ops

__all__ = ["output_shift", "shift_consistency", "translate"]


def _shifted(
    rng: np.random.Generator,
    a: int = 0,
    n: int = 0,
    c: int = 0,
    h: int = 2,
    w: int = 2,
    dy: int = 0,
    dx: int = 0,
    dtype: str = "float64",
    layout: str = "C",
) -> Arguments:
    """An array (…, H, W), whose leading axes are those of a, n and c that are above 0."""
    shape = (*(size for size in (a, n, c) if size), h, w)
    return {"x": lay_out(pixels(rng, shape, dtype), layout), "dy": dy, "dx": dx}


translate = Exercise(
    name="translate",
    notebook=NOTEBOOK,
    reference=ops.translate,
    make=_shifted,
    keeps_dtype=True,
    groups=(
        Group(
            "one image",
            0.5,
            (
                {"h": 2, "w": 1, "dy": 1},
                {"h": 1, "w": 3, "dx": 1},
                {"h": 3, "w": 4, "dy": 1, "dx": 2},
                {"h": 4, "w": 3, "dy": 1},
                {"h": 5, "w": 4, "dy": 3, "dx": 1},
                {"h": 33, "w": 35, "dy": 17, "dx": 5},
            ),
            draws={"h": (3, 5, 6), "w": (4, 7), "dy": (1, 2), "dx": (1, 3)},
        ),
        Group(
            "negative shifts",
            0.25,
            (
                {"h": 1, "w": 3, "dx": -1},
                {"h": 3, "w": 1, "dy": -1},
                {"h": 4, "w": 5, "dy": -1, "dx": 2},
                {"h": 5, "w": 3, "dy": 2, "dx": -1},
                {"h": 4, "w": 5, "dy": -3, "dx": -2},
            ),
            draws={"h": (3, 5), "w": (4, 6), "dy": (-1, -2), "dx": (-1, 1, -3)},
        ),
        Group(
            "further than the image",
            0.25,
            (
                {"h": 2, "w": 3, "dy": 3, "dx": 1},
                {"h": 3, "w": 4, "dy": 7, "dx": -9},
                {"h": 4, "w": 3, "dy": -13, "dx": 100},
            ),
            draws={"dy": (11, -10, 37), "dx": (5, -17)},
        ),
        Group(
            "leading axes",
            0.25,
            (
                {"c": 2, "h": 2, "w": 3, "dy": 1, "dx": 1},
                {"n": 3, "c": 2, "h": 4, "w": 5, "dy": 1, "dx": 2},
                {"a": 2, "n": 1, "c": 3, "h": 3, "w": 4, "dy": -1, "dx": 1},
                {"n": 2, "c": 3, "h": 3, "w": 3, "dy": 1, "dx": 2},
            ),
            draws={"n": (0, 2, 3), "c": (2, 4), "h": (3, 5), "w": (4, 2)},
        ),
        Group(
            "types and layouts",
            0.25,
            (
                {"h": 2, "w": 3, "dy": 1, "dx": 1, "dtype": "uint8"},
                {"c": 2, "h": 3, "w": 2, "dy": -1, "dx": 1, "dtype": "int64"},
                {"h": 3, "w": 4, "dy": 2, "dx": 1, "dtype": "float32"},
                {"h": 3, "w": 5, "dy": 2, "dx": 1, "dtype": "bool"},
                {"n": 2, "c": 3, "h": 3, "w": 4, "dy": 1, "dx": 2, "layout": "F"},
                {"c": 2, "h": 4, "w": 3, "dy": 1, "dx": 1, "layout": "strided"},
            ),
            draws={"dtype": ("uint8", "int8", "uint16", "int32", "uint64", "float16", "float32")},
        ),
        invalid(
            {
                "one axis": lambda: {"x": np.ones(5), "dy": 0, "dx": 1},
                "a lone number": lambda: {"x": np.array(2.0), "dy": 1, "dx": 0},
            },
            0.25,
        ),
        Group(
            MANNERS,
            0.25,
            (
                {"h": 2, "w": 3},
                {"h": 2, "w": 3, "dy": 2, "dx": -3},
                {"n": 1, "c": 1, "h": 1, "w": 1, "dy": 1},
                {"h": 3, "w": 2, "dy": 1, "layout": "F"},
                {"c": 2, "h": 3, "w": 4, "dy": 1, "dx": 1, "layout": "frozen"},
            ),
        ),
    ),
    misconceptions=(
        misconception("wrapping and zero-filled shifts mixed up", *wrong.INTO_ZEROS),
        added("border repeated instead of wrapped", wrong.move_into_edges),
        added("shifted the wrong way", *wrong.WRONG_WAY, wrong.move_magnitudes),
        added("dy and dx swapped", wrong.move_swapped),
        added("shifted on one axis only", *wrong.ONE_AXIS),
        added("shifted along the wrong axes", *wrong.OTHER_AXES),
        misconception("input changed in place", wrong.move_spoils_input),
    ),
    hints=(
        "Follow one pixel: the one at (i, j) goes to (i + dy, j + dx). What leaves at the bottom "
        "enters at the top; which operator on indices does that?",
        "Read it backwards: output (i, j) is x at row (i - dy) % H, column (j - dx) % W.",
        "`np.roll` moves an array round along axes that you name. Height and width are axes -2 "
        "and -1, whatever stands in front of them.",
        "`np.roll(x, (dy, dx), axis=…)` moves along two axes at once; "
        "put in the two that you need, counted from the end.",
    ),
)


def _shift(rng: np.random.Generator, shift: int, stride: int) -> Arguments:
    return {"shift": shift, "stride": stride}


output_shift = Exercise(
    name="output_shift",
    notebook=NOTEBOOK,
    reference=ops.output_shift,
    make=_shift,
    groups=(
        Group(
            "stride 2",
            0.75,
            tuple({"shift": shift, "stride": 2} for shift in (2, 1, 0, 4, 3, 6, 7)),
            draws={"shift": (8, 9, 10, 13, 16)},
        ),
        Group(
            "other strides",
            0.5,
            (
                {"shift": 3, "stride": 3},
                {"shift": 2, "stride": 3},
                {"shift": 12, "stride": 4},
                {"shift": 6, "stride": 4},
                {"shift": 5, "stride": 1},
                {"shift": 4, "stride": 8},
                {"shift": 0, "stride": 5},
            ),
            draws={"shift": (10, 15, 20, 7, 21), "stride": (3, 5, 7)},
        ),
        Group(
            "negative shifts",
            0.25,
            (
                {"shift": -2, "stride": 2},
                {"shift": -1, "stride": 2},
                {"shift": -9, "stride": 3},
                {"shift": -7, "stride": 3},
                {"shift": -3, "stride": 1},
            ),
            draws={"shift": (-4, -5, -12, -15), "stride": (2, 3)},
        ),
        invalid(
            {
                "stride 0": lambda: {"shift": 2, "stride": 0},
                "negative stride": lambda: {"shift": 2, "stride": -2},
            },
            0.25,
        ),
        Group(
            MANNERS,
            0.25,
            ({"shift": 8, "stride": 2}, {"shift": -6, "stride": 3}, {"shift": 5, "stride": 4}),
        ),
    ),
    misconceptions=(
        misconception("stride-2 output shifted by the full amount", *wrong.IN_FULL),
        added("rounded where no shift fits", *wrong.ROUNDED),
        added("zero taken for none", wrong.shift_zero_as_none),
        added("sign of the shift lost", *wrong.SIGN_LOST),
    ),
    hints=(
        "A layer with stride 2 looks at positions 0, 2, 4, … Move the input by 2: "
        "by how much do the values at these positions move on in the output?",
        "By shift / stride, if that is a whole number. If it is not, the layer sees pixels that "
        "it did not see before, and no shift of the output gives them.",
        "`divmod(shift, stride)` gives the quotient and the remainder, for negative shifts too; "
        "return the quotient where the remainder is 0, else None.",
    ),
)


def _classified(
    rng: np.random.Generator,
    predict: Callable[..., Any],
    shifts: tuple[tuple[int, int], ...] = ((0, 1),),
    n: int = 3,
    **sizes: Any,
) -> Arguments:
    return {"predict": predict, "x": image(rng, n, **sizes), "shifts": list(shifts)}


def _case(predict: Callable[..., Any], *shifts: tuple[int, int], **sizes: Any) -> dict[str, Any]:
    return {"predict": predict, "shifts": shifts, **sizes}


SEVERAL = ((0, 1), (1, 0), (2, 1))
shift_consistency = Exercise(
    name="shift_consistency",
    notebook=NOTEBOOK,
    reference=ops.shift_consistency,
    make=_classified,
    groups=(
        Group(
            "one shift",
            0.5,
            (
                _case(given.corner_sign, (0, 1), n=2, h=2, w=2),
                _case(given.corner_sign, (1, 0), n=4, h=3, w=2),
                _case(given.brightest_row, (1, 2), n=5, h=2, w=4),
                _case(given.brighter_half, (2, 1), n=7, h=3, w=4),
                _case(given.always_seven, (0, 1), n=2, h=2, w=3),
                _case(given.corner_sign, (0, 1), n=1, h=1, w=3),
            ),
            draws={"n": (5, 7), "h": (3, 5), "w": (4, 6)},
        ),
        Group(
            "several shifts",
            0.75,
            (
                _case(given.corner_sign, *SEVERAL, n=3, h=3, w=4),
                _case(given.corner_sign, *SEVERAL, n=7, h=4, w=5),
                _case(given.brighter_half, (0, 0), (0, 2), (1, 3), n=5, h=3, w=5),
                _case(given.corner_sign, (-1, 0), (0, -2), (-3, 1), (1, 4), n=6, h=4, w=6),
                _case(given.brightest_column, (1, 1), (0, 5), (3, 0), n=4, h=5, w=4),
                _case(given.corner_sign, (5, 0), (-7, 9), n=6, h=3, w=4),
            ),
            draws={
                "predict": (given.corner_sign, given.brighter_half),
                "n": (5, 8),
                "h": (4, 5),
                "w": (6, 7),
            },
        ),
        Group(
            "channels",
            0.5,
            (
                _case(given.corner_sign, *SEVERAL, n=3, c=2, h=3, w=4),
                _case(given.corner_sign, *SEVERAL, n=5, c=3, h=4, w=5),
                _case(given.brighter_half, (0, 1), (2, 2), n=6, c=2, h=3, w=4),
            ),
            draws={"n": (4, 6), "c": (2, 3), "h": (4, 5)},
        ),
        Group(
            "classifiers that see the batch",
            0.25,
            (
                _case(given.above_batch_mean, (0, 1), n=4, h=2, w=3),
                _case(given.above_batch_mean, *SEVERAL, n=5, h=3, w=4),
                _case(given.above_batch_mean, *SEVERAL, n=8, h=4, w=3),
            ),
            draws={"n": (4, 5, 7)},
        ),
        Group(
            SCALES,
            0.25,
            (
                _case(given.corner_sign, (3, -4), (11, 2), n=33, h=12, w=13, scale=1.0),
                _case(given.brightest_column, (0, 3), (1, 0), n=12, h=5, w=6, scale=1e-8),
            ),
        ),
        invalid(
            {
                "no shifts": lambda: {
                    "predict": given.corner_sign,
                    "x": np.ones((2, 3, 3)),
                    "shifts": [],
                }
            },
            0.25,
        ),
        Group(
            MANNERS,
            0.5,
            (
                _case(given.corner_sign, (0, 1), n=4, h=2, w=3),
                _case(given.corner_sign, *SEVERAL, n=3, c=2, h=4, w=3, layout="F"),
                _case(given.corner_sign, *SEVERAL, n=6, h=3, w=5, layout="strided"),
                _case(given.corner_sign, *SEVERAL, n=5, h=3, w=4, layout="frozen"),
            ),
        ),
    ),
    misconceptions=(
        misconception(
            "wrapping and zero-filled shifts mixed up",
            *(partial(wrong.on_moved, move) for move in wrong.INTO_ZEROS),
        ),
        added("border repeated instead of wrapped", partial(wrong.on_moved, wrong.move_into_edges)),
        misconception(
            "error not normalised",
            *wrong.COUNTS,
            explanation=(
                "You return a count; a share is the count divided by the number of pairs, "
                "images times shifts."
            ),
        ),
        misconception(
            "batch item 0 for every item",
            *wrong.FIRST_IMAGE,
            explanation=(
                "You use the first image for all of them; every image is compared with itself."
            ),
        ),
        added("changes counted instead of agreements", wrong.share_changed),
        added("all shifts taken together", *wrong.TOGETHER),
        added("image by image", wrong.share_image_by_image),
        added(
            "shifted the wrong way", *(partial(wrong.on_moved, move) for move in wrong.WRONG_WAY)
        ),
        added("dy and dx swapped", partial(wrong.on_moved, wrong.move_swapped)),
        added(
            "shifted on one axis only", *(partial(wrong.on_moved, move) for move in wrong.ONE_AXIS)
        ),
        added(
            "shifted along the wrong axes",
            *(partial(wrong.on_moved, move) for move in wrong.OTHER_AXES),
        ),
        misconception("input changed in place", wrong.share_spoils_input),
    ),
    hints=(
        "Ask the classifier once for the images as they are, then once for every shift, "
        "always with the whole batch.",
        "For one shift, `predict(moved) == predict(x)` is an array of N truths. "
        "The share of truths over all shifts and images is their mean.",
        "`np.roll(x, (dy, dx), axis=(-2, -1))` moves the whole batch; collect the comparisons in "
        "a list and return `float(np.mean(same))`.",
    ),
)
