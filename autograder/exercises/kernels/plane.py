"""Exercises on one image and one kernel: correlation and convolution."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from autograder.exercise import MANNERS, Arguments, Exercise, Group
from autograder.exercises.draw import lay_out, numbers
from autograder.exercises.groups import invalid
from autograder.exercises.kernels.common import (
    BIAS_MISTAKES,
    FLIPS,
    INTEGER_MISTAKES,
    NOTEBOOK,
    PLANE_MISTAKES,
    SIZES,
)
from autograder.exercises.kernels.wrong import base, places, values
from autograder.exercises.phrases import Ways, misconception, mistakes
from cnnlib import ops

__all__ = ["convolve2d", "correlate2d"]


def _plane(
    rng: np.random.Generator,
    kh: int = 2,
    kw: int = 2,
    oh: int = 2,
    ow: int = 2,
    bias: bool = False,
    image: str = "float64",
    layout: str = "C",
    one: bool = False,
) -> Arguments:
    """An image and a kernel by the sizes of kernel and output, so that every size fits."""
    shape = (oh + kh - 1, ow + kw - 1)
    if image == "float64":
        pixels = numbers(rng, *shape)
    else:
        low, high = (0, 256) if image == "uint8" else (-9, 10)
        pixels = rng.integers(low, high, size=shape).astype(image)
    kernel = np.ones((kh, kw)) if one else numbers(rng, kh, kw, step=0.5)
    arguments = {"image": lay_out(pixels, layout), "kernel": lay_out(kernel, layout)}
    return {**arguments, "bias": 2.5} if bias else arguments


def _bad_planes() -> dict[str, Callable[[], Arguments]]:
    ones = np.ones
    return {
        "kernel higher than the image": lambda: {"image": ones((2, 5)), "kernel": ones((3, 2))},
        "kernel wider than the image": lambda: {"image": ones((5, 2)), "kernel": ones((2, 3))},
        "kernel larger both ways": lambda: {"image": ones((2, 2)), "kernel": ones((4, 5))},
        "image with three axes": lambda: {"image": ones((1, 4, 5)), "kernel": ones((2, 3))},
        "kernel with one axis": lambda: {"image": ones((4, 5)), "kernel": ones(3)},
    }


PLANE_SQUARE = (
    {"kh": 2, "kw": 2, "oh": 1, "ow": 1},
    {"kh": 2, "kw": 2, "oh": 2, "ow": 2},
    {"kh": 3, "kw": 3, "oh": 3, "ow": 3},
    {"kh": 2, "kw": 2, "oh": 2, "ow": 4},
)
PLANE_RECTANGULAR = (
    {"kh": 1, "kw": 2, "oh": 2, "ow": 2},
    {"kh": 2, "kw": 1, "oh": 2, "ow": 3},
    {"kh": 2, "kw": 3, "oh": 3, "ow": 4},
    {"kh": 3, "kw": 2, "oh": 4, "ow": 2},
    {"kh": 4, "kw": 2, "oh": 5, "ow": 8},
)
PLANE_LAYOUTS = (
    {"kh": 2, "kw": 3, "oh": 3, "ow": 2, "layout": "F"},
    {"kh": 3, "kw": 2, "oh": 2, "ow": 3, "layout": "strided"},
)
PLANE_MANNERS = (
    {"kh": 1, "kw": 1, "oh": 2, "ow": 3, "one": True},
    {"kh": 1, "kw": 1, "oh": 3, "ow": 1, "one": True},
)

correlate2d = Exercise(
    name="correlate2d",
    notebook=NOTEBOOK,
    reference=ops.correlate2d,
    make=_plane,
    groups=(
        Group("square kernel", 1.0, PLANE_SQUARE, draws={"oh": (1, 2, 3), "ow": (2, 3, 4)}),
        Group("rectangular kernel", 1.0, PLANE_RECTANGULAR, draws=SIZES),
        Group(
            "bias",
            0.5,
            (
                {"kh": 2, "kw": 2, "oh": 2, "ow": 2, "bias": True},
                {"kh": 2, "kw": 3, "oh": 1, "ow": 3, "bias": True},
            ),
        ),
        Group(
            "integer images",
            0.5,
            (
                {"kh": 2, "kw": 2, "oh": 2, "ow": 2, "image": "int64"},
                {"kh": 2, "kw": 3, "oh": 2, "ow": 3, "image": "uint8"},
                {"kh": 2, "kw": 2, "oh": 2, "ow": 3, "image": "uint8", "one": True},
                {"kh": 3, "kw": 1, "oh": 1, "ow": 3, "image": "int64", "bias": True},
            ),
        ),
        Group("memory layouts", 0.25, PLANE_LAYOUTS),
        invalid(_bad_planes(), 0.25),
        Group(MANNERS, 0.5, PLANE_MANNERS),
    ),
    misconceptions=mistakes(
        {**FLIPS, **PLANE_MISTAKES, **BIAS_MISTAKES, **INTEGER_MISTAKES}, base.on_plane
    ),
    hints=(
        "How many places are there for the kernel? One fewer row than you may think is lost: "
        "H - kh + 1 rows and W - kw + 1 columns.",
        "For each place (i, j), take the window `image[i : i + kh, j : j + kw]`, "
        "multiply it by the kernel entry by entry, and sum.",
        "Convert the image with `.astype(float)` and write into "
        "`np.zeros((H - kh + 1, W - kw + 1))`; the bias is added once to each sum.",
    ),
)


CONVOLUTION_MISTAKES: dict[str, Ways] = {
    **PLANE_MISTAKES,
    "kernel transposed": (*values.TRANSPOSED, values.transposed_instead),
    "kernel width taken as its height": (*places.SQUARE_KERNEL, *places.TURNED_AS_A_SQUARE),
}

convolve2d = Exercise(
    name="convolve2d",
    notebook=NOTEBOOK,
    reference=ops.convolve2d,
    make=_plane,
    groups=(
        Group("square kernel", 0.5, PLANE_SQUARE, draws={"oh": (1, 2, 3), "ow": (2, 3, 4)}),
        Group("rectangular kernel", 0.5, PLANE_RECTANGULAR, draws=SIZES),
        Group("memory layouts", 0.25, PLANE_LAYOUTS),
        invalid(_bad_planes(), 0.25),
        Group(MANNERS, 0.5, PLANE_MANNERS),
    ),
    misconceptions=(
        misconception(
            "flipped on both axes",
            partial(base.on_mirrored, values.flipped),
            explanation=(
                "You computed the correlation: against convolution your kernel stands flipped on "
                "both axes, so turn it with [::-1, ::-1] before it slides."
            ),
        ),
        misconception(
            "flipped on one axis",
            partial(base.on_mirrored, values.flipped_up_down),
            partial(base.on_mirrored, values.flipped_left_right),
            explanation=(
                "You flipped the kernel along one of its axes; "
                "convolution flips both, [::-1, ::-1]."
            ),
        ),
        *mistakes(CONVOLUTION_MISTAKES, base.on_mirrored),
    ),
    hints=(
        "Convolution is the correlation with a kernel that was turned by 180 degrees.",
        "`kernel[::-1, ::-1]` turns it; everything else stays as in correlate2d.",
    ),
)
