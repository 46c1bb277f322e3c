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
    LARGE,
    NOTEBOOK,
    PLANE_MISTAKES,
    SCALES,
    SIZES,
    SMALL,
)
from autograder.exercises.kernels.wrong import base, turned, values
from autograder.exercises.phrases import Ways, misconception, mistakes
from cnnlib import ops

__all__ = ["convolve2d", "correlate2d"]


def _plane(
    rng: np.random.Generator,
    kh: int = 2,
    kw: int = 2,
    oh: int = 2,
    ow: int = 2,
    bias: float = 0.0,
    image: str = "float64",
    layout: str = "C",
    kernel: str = "numbers",
    scale: float = 0.0,
) -> Arguments:
    """An image and a kernel by the sizes of kernel and output, so that every size fits."""
    shape = (oh + kh - 1, ow + kw - 1)
    if image == "float64":
        pixels = numbers(rng, *shape, scale=scale)
    else:
        reach = int(scale**2) or 9
        low, high = (0, 256) if image.startswith("u") else (-reach, reach + 1)
        pixels = rng.integers(low, high, size=shape).astype(image)
    weights = {
        "numbers": lambda: numbers(rng, kh, kw, step=0.5, scale=scale),
        "integers": lambda: numbers(rng, kh, kw).astype(int),
        "ones": lambda: np.ones((kh, kw)),
    }[kernel]()
    arguments = {"image": lay_out(pixels, layout), "kernel": lay_out(weights, layout)}
    return {**arguments, "bias": bias} if bias else arguments


def _call(image: tuple[int, ...], kernel: tuple[int, ...]) -> Callable[[], Arguments]:
    return lambda: {"image": np.ones(image), "kernel": np.ones(kernel)}


BAD_PLANES = {
    "kernel higher than the image": _call((2, 5), (3, 2)),
    "kernel wider than the image": _call((5, 2), (2, 3)),
    "kernel larger both ways": _call((2, 2), (4, 5)),
    "image with one axis": _call((5,), (1, 2)),
    "image with three axes": _call((1, 4, 5), (2, 3)),
    "kernel with one axis": _call((4, 5), (3,)),
    "kernel with three axes": _call((4, 5), (1, 2, 3)),
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
    # The kernel is longer than the image's other side, and as long as its own.
    {"kh": 1, "kw": 4, "oh": 2, "ow": 1},
    {"kh": 4, "kw": 1, "oh": 1, "ow": 2},
)
WHOLE = {"image": "int64", "kernel": "integers", "bias": 2.5}
PLANE_SCALES = (
    {"kh": 2, "kw": 3, "oh": 33, "ow": 35, "scale": 1.0},
    {"kh": 9, "kw": 10, "oh": 3, "ow": 2, "scale": 1.0},
    {"kh": 2, "kw": 2, "oh": 2, "ow": 3, "scale": LARGE},
    {"kh": 2, "kw": 2, "oh": 3, "ow": 2, "scale": SMALL},
)
PLANE_LAYOUTS = (
    {"kh": 2, "kw": 3, "oh": 3, "ow": 2, "layout": "F"},
    {"kh": 3, "kw": 2, "oh": 2, "ow": 3, "layout": "strided"},
)
PLANE_MANNERS = (
    {"kh": 1, "kw": 1, "oh": 2, "ow": 3, "kernel": "ones"},
    {"kh": 1, "kw": 1, "oh": 3, "ow": 1, "kernel": "ones"},
    {"kh": 2, "kw": 3, "oh": 2, "ow": 2, "layout": "frozen"},
)

correlate2d = Exercise(
    name="correlate2d",
    notebook=NOTEBOOK,
    reference=ops.correlate2d,
    make=_plane,
    groups=(
        Group("square kernel", 0.75, PLANE_SQUARE, draws={"oh": (1, 2, 3), "ow": (2, 3, 4)}),
        Group("rectangular kernel", 1.0, PLANE_RECTANGULAR, draws=SIZES),
        Group(
            "bias",
            0.5,
            (
                {"kh": 2, "kw": 2, "oh": 2, "ow": 2, "bias": 2.5},
                {"kh": 2, "kw": 3, "oh": 1, "ow": 3, "bias": -0.75},
            ),
            draws={"bias": (0.5, -1.25, 3.75, -6.5)},
        ),
        Group(
            "integer images",
            0.5,
            (
                {"kh": 2, "kw": 2, "oh": 2, "ow": 2, "image": "int64"},
                {"kh": 2, "kw": 3, "oh": 3, "ow": 2, "image": "int64"},
                {"kh": 2, "kw": 3, "oh": 2, "ow": 3, "image": "uint8"},
                {"kh": 2, "kw": 2, "oh": 2, "ow": 3, "image": "uint8", "kernel": "ones"},
                {"kh": 3, "kw": 1, "oh": 1, "ow": 3, "image": "int64", "bias": 2.5},
                {"kh": 2, "kw": 1, "oh": 2, "ow": 2, "image": "int64", "scale": LARGE},
                {**WHOLE, "kh": 2, "kw": 2, "oh": 1, "ow": 2},
            ),
            draws={"image": ("uint8", "uint8", "int64", "int8", "uint16", "int32")},
        ),
        Group("memory layouts", 0.25, PLANE_LAYOUTS),
        Group(SCALES, 0.25, PLANE_SCALES),
        invalid(BAD_PLANES, 0.25),
        Group(MANNERS, 0.5, PLANE_MANNERS),
    ),
    misconceptions=mistakes(
        {**FLIPS, **PLANE_MISTAKES, **BIAS_MISTAKES, **INTEGER_MISTAKES}, base.on_plane
    ),
    hints=(
        "How many places are there for the kernel? A kernel of kh rows costs kh - 1 of them: "
        "there are H - kh + 1 from top to bottom and W - kw + 1 from left to right.",
        "For each place (i, j), take the window `image[i : i + kh, j : j + kw]`, "
        "multiply it by the kernel entry by entry, and sum.",
        "Convert the image with `.astype(float)` and write into "
        "`np.zeros((H - kh + 1, W - kw + 1))`; the bias is added once to each sum.",
    ),
)


#: What goes wrong where the kernel is turned by its indices.
TURNING_MISTAKES: dict[str, Ways] = {
    "kernel transposed": (turned.transposed,),
    "kernel width taken as its height": turned.SQUARE_KERNEL,
    "channels overwrite instead of add": turned.LAST_TAPS,
}
CONVOLUTION_MISTAKES: dict[str, Ways] = {
    phrase: (
        *(partial(base.on_mirrored, way) for way in ways),
        *TURNING_MISTAKES.get(phrase, ()),
    )
    for phrase, ways in PLANE_MISTAKES.items()
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
        Group(SCALES, 0.25, PLANE_SCALES),
        invalid(BAD_PLANES, 0.25),
        Group(MANNERS, 0.25, PLANE_MANNERS),
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
        *mistakes(CONVOLUTION_MISTAKES),
    ),
    hints=(
        "Convolution is the correlation with a kernel that was turned by 180 degrees.",
        "`kernel[::-1, ::-1]` turns it; everything else stays as in correlate2d.",
    ),
)
