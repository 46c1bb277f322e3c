"""Exercises on several channels, filters and images: conv2d_single and conv2d."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.exercise import MANNERS, Arguments, Exercise, Group
from autograder.exercises.draw import biases, lay_out, numbers
from autograder.exercises.groups import invalid
from autograder.exercises.kernels.common import (
    BIAS_MISTAKES,
    FLIPS,
    LARGE,
    NOTEBOOK,
    PLANE_MISTAKES,
    SCALES,
    SIZES,
    SMALL,
)
from autograder.exercises.kernels.wrong import base, values
from autograder.exercises.phrases import Ways, mistakes
from cnnlib import ops

__all__ = ["conv2d", "conv2d_single", "volumes"]

CHANNEL_MISTAKES: dict[str, Ways] = {
    **FLIPS,
    **PLANE_MISTAKES,
    **BIAS_MISTAKES,
    "flipped on both axes": (*FLIPS["flipped on both axes"], values.flipped_with_channels),
    "bias added per product": values.BIAS_PER_PRODUCT,
    "only the first channel": values.FIRST_CHANNEL,
    "mean over channels instead of sum": values.CHANNEL_MEANS,
    "divided by the kernel's area": (*values.PER_AREA, *values.PER_VOLUME),
    "ReLU applied inside": (*values.RELU, *values.RELU_ON_CHANNELS),
    "channels overwrite instead of add": (*values.LAST_CHANNELS, *values.LAST_TAPS),
    "NHWC read as NCHW": values.NHWC,
}
BATCH_MISTAKES: dict[str, Ways] = {
    "flipped on both axes": (*CHANNEL_MISTAKES["flipped on both axes"], values.flipped_everywhere),
    "in/out channel axes swapped": values.IN_OUT_SWAPPED,
    "first bias for every filter": (values.first_bias,),
    "bias along the width": values.BIAS_ALONG_WIDTH,
    "filter 0 for every filter": (values.first_filter, values.first_filter_and_bias),
    "batch item 0 for every item": (values.first_image,),
    "NHWC read as NCHW": (*values.NHWC, values.nhwc_output, values.nhwc_throughout),
}


def volumes(
    rng: np.random.Generator,
    n: int = 1,
    c: int = 1,
    f: int = 1,
    kh: int = 2,
    kw: int = 2,
    oh: int = 2,
    ow: int = 2,
    bias: bool = False,
    idle: bool = False,
    layout: str = "C",
    one: bool = False,
    scale: float = 0.0,
) -> Arguments:
    """Images and filters by the sizes of kernel and output, so that every size fits."""
    x = numbers(rng, n, c, oh + kh - 1, ow + kw - 1, scale=scale)
    weight = numbers(rng, f, c, kh, kw, step=0.5, scale=scale)
    arguments = {"x": x, "weight": np.ones_like(weight) if one else weight}
    if bias:
        arguments["bias"] = biases(rng, f, scale, idle)
    return {name: lay_out(array, layout) for name, array in arguments.items()}


def _single(
    rng: np.random.Generator, bias: float = 0.0, layout: str = "C", **sizes: Any
) -> Arguments:
    batch = volumes(rng, **sizes)
    arguments = {name: lay_out(array[0], layout) for name, array in batch.items()}
    return {**arguments, "bias": bias} if bias else arguments


def _call(
    x: tuple[int, ...], weight: tuple[int, ...], bias: tuple[int, ...] | None = None
) -> Callable[[], Arguments]:
    def arguments() -> Arguments:
        given = {"x": np.ones(x), "weight": np.ones(weight)}
        return given if bias is None else {**given, "bias": np.zeros(bias)}

    return arguments


SQUARE = (
    {"kh": 2, "kw": 2, "oh": 1, "ow": 1},
    {"kh": 2, "kw": 2, "oh": 2, "ow": 2},
    {"kh": 3, "kw": 3, "oh": 2, "ow": 3},
)
RECTANGULAR = (
    {"c": 2, "kh": 1, "kw": 2, "oh": 2, "ow": 2},
    {"c": 2, "kh": 2, "kw": 3, "oh": 3, "ow": 4},
    {"c": 2, "kh": 3, "kw": 2, "oh": 4, "ow": 2},
    {"c": 3, "kh": 4, "kw": 2, "oh": 5, "ow": 7},
    # The kernel is longer than the image's other side, and as long as its own.
    {"c": 2, "kh": 1, "kw": 4, "oh": 2, "ow": 1},
    {"c": 2, "kh": 4, "kw": 1, "oh": 1, "ow": 2},
)
CHANNELS = (
    {"c": 2, "kh": 1, "kw": 1, "oh": 1, "ow": 2},
    {"c": 3, "kh": 2, "kw": 2, "oh": 2, "ow": 2},
    {"c": 4, "kh": 2, "kw": 3, "oh": 2, "ow": 2},
)
NUMBERS = (
    {"kh": 2, "kw": 2, "oh": 2, "ow": 3, "scale": LARGE},
    {"kh": 2, "kw": 2, "oh": 3, "ow": 2, "scale": SMALL},
)

conv2d_single = Exercise(
    name="conv2d_single",
    notebook=NOTEBOOK,
    reference=ops.conv2d_single,
    make=_single,
    groups=(
        Group("one channel", 0.5, SQUARE, draws={"oh": (1, 2, 3), "ow": (2, 3, 4)}),
        Group("several channels", 0.75, CHANNELS, draws={"c": (2, 3, 5)}),
        Group("rectangular kernel", 0.5, RECTANGULAR, draws={**SIZES, "c": (2, 3)}),
        Group(
            "bias",
            0.25,
            (
                {"kh": 2, "kw": 2, "oh": 2, "ow": 2, "bias": -1.5},
                {"c": 3, "kh": 2, "kw": 3, "oh": 2, "ow": 1, "bias": 3.25},
            ),
            draws={"bias": (0.5, -1.25, 3.75, -6.5)},
        ),
        Group(
            "memory layouts",
            0.25,
            (
                {"c": 2, "kh": 2, "kw": 3, "oh": 3, "ow": 2, "layout": "F"},
                {"c": 3, "kh": 3, "kw": 2, "oh": 2, "ow": 3, "layout": "strided"},
            ),
        ),
        Group(
            SCALES,
            0.25,
            (
                {"kh": 2, "kw": 3, "oh": 33, "ow": 35, "scale": 1.0},
                {"c": 10, "kh": 9, "kw": 10, "oh": 2, "ow": 1, "scale": 1.0},
                *NUMBERS,
            ),
        ),
        invalid(
            {
                "channels differ": _call((3, 4, 5), (2, 2, 3)),
                "one channel of weight": _call((3, 4, 5), (1, 2, 3)),
                "one channel of x": _call((1, 4, 5), (3, 2, 3)),
                "x with two axes": _call((4, 5), (1, 2, 3)),
                "x with four axes": _call((1, 2, 4, 5), (2, 2, 3)),
                "weight with two axes": _call((1, 4, 5), (2, 3)),
                "weight with four axes": _call((2, 4, 5), (1, 2, 2, 3)),
                "kernel too high": _call((2, 2, 5), (2, 3, 2)),
                "kernel too wide": _call((2, 5, 2), (2, 2, 3)),
            },
            0.25,
        ),
        Group(
            MANNERS,
            0.25,
            (
                {"kh": 1, "kw": 1, "oh": 2, "ow": 3, "one": True},
                {"c": 2, "kh": 1, "kw": 1, "oh": 2, "ow": 1, "one": True},
                {"c": 2, "kh": 2, "kw": 2, "oh": 2, "ow": 3, "layout": "frozen"},
            ),
        ),
    ),
    misconceptions=mistakes(CHANNEL_MISTAKES, base.on_single),
    hints=(
        "The kernel is a block of C planes; it slides over height and width only, "
        "because it is exactly as deep as the image.",
        "Correlate each channel with its own plane of the weight, and add the C results.",
        "The sum over all three axes does it at once: "
        "`(x[:, i : i + kh, j : j + kw] * weight).sum() + bias` for each (i, j).",
    ),
)


conv2d = Exercise(
    name="conv2d",
    notebook=NOTEBOOK,
    reference=ops.conv2d,
    make=volumes,
    groups=(
        Group("one channel, one filter", 0.5, SQUARE, draws={"oh": (1, 2, 3), "ow": (2, 3, 4)}),
        Group("several channels", 0.5, CHANNELS, draws={"c": (2, 3, 5)}),
        Group(
            "several filters",
            0.5,
            (
                {"f": 2, "c": 2, "kh": 1, "kw": 1, "oh": 1, "ow": 2},
                {"f": 3, "c": 3, "kh": 2, "kw": 2, "oh": 2, "ow": 2},
                {"f": 4, "c": 2, "kh": 2, "kw": 3, "oh": 3, "ow": 4},
                {"f": 2, "c": 4, "kh": 2, "kw": 2, "oh": 2, "ow": 3},
            ),
            draws={"f": (2, 3, 5), "c": (2, 3, 4)},
        ),
        Group(
            "several images",
            0.5,
            (
                {"n": 2, "kh": 1, "kw": 1, "oh": 1, "ow": 2},
                {"n": 3, "c": 2, "f": 4, "kh": 2, "kw": 3, "oh": 4, "ow": 2},
                {"n": 2, "c": 2, "f": 2, "kh": 2, "kw": 2, "oh": 2, "ow": 3},
            ),
            draws={"n": (2, 3, 4), "f": (1, 2, 3)},
        ),
        Group("rectangular kernel", 0.5, RECTANGULAR, draws={**SIZES, "n": (1, 2), "f": (2, 3)}),
        Group(
            "bias",
            0.5,
            (
                {"f": 2, "kh": 2, "kw": 2, "oh": 1, "ow": 2, "bias": True},
                {"f": 3, "c": 2, "kh": 2, "kw": 1, "oh": 2, "ow": 3, "bias": True},
                {"n": 2, "f": 3, "c": 2, "kh": 1, "kw": 2, "oh": 3, "ow": 2, "bias": True},
                {"n": 2, "f": 3, "kh": 2, "kw": 2, "bias": True, "layout": "strided"},
                {"f": 3, "kh": 2, "kw": 1, "bias": True, "idle": True},
                {"f": 2, "kh": 2, "kw": 3, "oh": 2, "ow": 2, "bias": True, "scale": 1.0},
            ),
        ),
        Group(
            "memory layouts",
            0.25,
            (
                {"n": 2, "c": 2, "f": 3, "kh": 2, "kw": 3, "oh": 3, "ow": 2, "layout": "F"},
                {"n": 2, "c": 3, "f": 2, "kh": 3, "kw": 2, "oh": 2, "ow": 3, "layout": "strided"},
            ),
        ),
        Group(
            SCALES,
            0.25,
            (
                {"kh": 2, "kw": 3, "oh": 33, "ow": 35, "scale": 1.0},
                {"c": 2, "kh": 9, "kw": 10, "oh": 2, "ow": 1, "scale": 1.0},
                {"n": 9, "c": 10, "f": 11, "kh": 1, "kw": 2, "oh": 2, "ow": 1, "scale": 1.0},
                *NUMBERS,
            ),
        ),
        invalid(
            {
                "one image without its batch axis": _call((3, 5, 5), (2, 3, 2, 2)),
                "x with five axes": _call((1, 1, 3, 5, 5), (2, 3, 2, 2)),
                "weight with three axes": _call((1, 3, 5, 5), (3, 2, 2)),
                "planes without channels": _call((5, 5), (2, 2)),
                "channels differ": _call((1, 4, 5, 5), (2, 2, 2, 2)),
                "one channel of x": _call((1, 1, 5, 5), (2, 3, 2, 2)),
                "one channel of weight": _call((1, 3, 5, 5), (2, 1, 2, 2)),
                "fewer biases than filters": _call((1, 1, 5, 5), (3, 1, 2, 2), (2,)),
                "one bias for three filters": _call((1, 1, 5, 5), (3, 1, 2, 2), (1,)),
                "three biases for one filter": _call((1, 1, 5, 5), (1, 1, 2, 2), (3,)),
                "bias without an axis": _call((1, 1, 5, 5), (3, 1, 2, 2), ()),
                "bias with two axes": _call((1, 1, 5, 5), (3, 1, 2, 2), (3, 1)),
                "kernel too high": _call((1, 1, 2, 5), (1, 1, 3, 2)),
                "kernel too wide": _call((1, 1, 5, 2), (1, 1, 2, 3)),
            },
            0.25,
        ),
        Group(
            MANNERS,
            0.25,
            (
                {"kh": 1, "kw": 1, "oh": 2, "ow": 3, "one": True},
                {"n": 2, "kh": 1, "kw": 1, "oh": 2, "ow": 1, "one": True},
                {"n": 2, "c": 2, "f": 2, "kh": 2, "kw": 2, "oh": 2, "ow": 2, "layout": "frozen"},
            ),
        ),
    ),
    misconceptions=mistakes({**CHANNEL_MISTAKES, **BATCH_MISTAKES}),
    hints=(
        "There are two more loops than in conv2d_single: over the images and over the filters.",
        "out[n, f] is what conv2d_single gives for x[n], weight[f] and bias[f].",
        "Without loops: `sliding_window_view(x, (kh, kw), axis=(2, 3))` has axes n c i j u v, and "
        "`np.einsum` sums over c, u and v; add the bias as `bias[:, None, None]`.",
    ),
)
