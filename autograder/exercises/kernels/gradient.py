"""The exercise on the gradient of a convolution: conv2d_backward."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.exercise import MANNERS, Arguments, Exercise, Group
from autograder.exercises.draw import lay_out, numbers
from autograder.exercises.groups import invalid
from autograder.exercises.kernels.common import LARGE, NOTEBOOK, SCALES, SIZES, SMALL
from autograder.exercises.kernels.wrong import gradient as wrong
from autograder.exercises.kernels.wrong import gradient_places as places
from autograder.exercises.phrases import Ways, misconception, mistakes
from cnnlib import ops

__all__ = ["conv2d_backward"]


def _backward(
    rng: np.random.Generator,
    n: int = 1,
    c: int = 1,
    f: int = 1,
    kh: int = 2,
    kw: int = 2,
    oh: int = 2,
    ow: int = 2,
    layout: str = "C",
    ones: str = "",
    scale: float = 0.0,
) -> Arguments:
    """A gradient, images and filters by the sizes of kernel and output; `ones` names one."""
    shapes = {
        "grad_out": (n, f, oh, ow),
        "x": (n, c, oh + kh - 1, ow + kw - 1),
        "weight": (f, c, kh, kw),
    }
    arguments = {name: numbers(rng, *shape, scale=scale) for name, shape in shapes.items()}
    arguments["weight"] *= 0.5
    if ones:
        arguments[ones] = np.ones(shapes[ones])
    return {name: lay_out(array, layout) for name, array in arguments.items()}


def _call(grad_out: tuple, x: tuple, weight: tuple) -> Callable[[], Arguments]:
    return lambda: {"grad_out": np.ones(grad_out), "x": np.ones(x), "weight": np.ones(weight)}


GRADIENT_MISTAKES: dict[str, Ways] = {
    "stride or offset missing": places.OFFSETS,
    "`=` instead of `+=`": wrong.OVERWRITTEN,
    "kernel flipped": (wrong.flipped,),
    "flipped on one axis": (wrong.flipped_up_down, wrong.flipped_left_right),
    "kernel transposed": wrong.TRANSPOSED,
    "in/out channel axes swapped": (wrong.in_out_swapped, wrong.in_out_alike_only),
    "NHWC read as NCHW": (wrong.channels_moved_last,),
    "only the first channel": wrong.FIRST_CHANNEL,
    "mean over channels instead of sum": (wrong.filter_mean,),
    "filter 0 for every filter": wrong.FIRST_FILTER,
    "batch item 0 for every item": wrong.FIRST_IMAGE,
    "kernel width taken as its height": places.SQUARE_KERNEL,
    "output width taken as its height": places.SQUARE_OUTPUT,
    "output H and W swapped": (wrong.swapped,),
    "last row and column skipped": places.LAST_SKIPPED,
    "divided by the kernel's area": (wrong.per_area, wrong.per_volume),
    "ReLU applied inside": wrong.RELU,
    "bias gradient a mean": wrong.BIAS_MEANS,
    "divided by the batch": (wrong.per_image,),
    "input changed in place": (wrong.spoils_input,),
}

SIMPLE = (
    {"kh": 1, "kw": 2, "oh": 1, "ow": 2},
    {"kh": 2, "kw": 2, "oh": 2, "ow": 2},
    {"c": 2, "f": 3, "kh": 2, "kw": 2, "oh": 2, "ow": 3},
    {"c": 3, "f": 3, "kh": 2, "kw": 2, "oh": 3, "ow": 2},
)
DRAWS = {"c": (1, 2, 3), "f": (1, 2, 4), "oh": (1, 2, 3), "ow": (2, 3)}

conv2d_backward = Exercise(
    name="conv2d_backward",
    notebook=NOTEBOOK,
    reference=ops.conv2d_backward,
    make=_backward,
    groups=(
        Group("gradient of the bias", 0.5, SIMPLE, draws=DRAWS, part=2),
        Group("gradient of the weight", 0.75, SIMPLE, draws=DRAWS, part=1),
        Group("gradient of the images", 1.0, SIMPLE, draws=DRAWS, part=0),
        Group(
            "several images",
            0.25,
            (
                {"n": 2, "kh": 1, "kw": 2, "oh": 2, "ow": 1},
                {"n": 3, "c": 2, "f": 4, "kh": 2, "kw": 2, "oh": 2, "ow": 3},
            ),
            draws={"n": (2, 3), "c": (1, 2), "f": (1, 3)},
        ),
        Group(
            "rectangular kernel",
            0.5,
            (
                {"c": 2, "f": 1, "kh": 2, "kw": 3, "oh": 3, "ow": 4},
                {"n": 2, "c": 1, "f": 3, "kh": 3, "kw": 2, "oh": 5, "ow": 3},
                {"n": 2, "c": 3, "f": 2, "kh": 1, "kw": 4, "oh": 3, "ow": 2},
            ),
            draws={**SIZES, "n": (1, 2), "c": (1, 2), "f": (1, 3)},
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
                {"kh": 2, "kw": 2, "oh": 2, "ow": 3, "scale": LARGE},
                {"kh": 2, "kw": 2, "oh": 3, "ow": 2, "scale": SMALL},
            ),
        ),
        invalid(
            {
                "x without its batch axis": _call((1, 1, 3, 3), (1, 4, 4), (1, 1, 2, 2)),
                "weight with three axes": _call((1, 1, 3, 3), (1, 1, 4, 4), (1, 2, 2)),
                "grad_out with three axes": _call((1, 3, 3), (1, 1, 4, 4), (1, 1, 2, 2)),
                "channels differ": _call((1, 2, 3, 3), (1, 3, 4, 4), (2, 2, 2, 2)),
                "kernel larger than x": _call((1, 1, 1, 1), (1, 1, 2, 2), (1, 1, 3, 3)),
            },
            0.25,
        ),
        Group(
            MANNERS,
            0.25,
            (
                {"kh": 1, "kw": 1, "oh": 1, "ow": 2, "ones": "weight"},
                {"kh": 1, "kw": 1, "oh": 1, "ow": 1, "ones": "weight"},
                {"kh": 2, "kw": 2, "oh": 1, "ow": 1, "ones": "grad_out"},
                {"n": 2, "c": 2, "f": 2, "kh": 2, "kw": 2, "oh": 2, "ow": 2, "layout": "frozen"},
            ),
        ),
    ),
    misconceptions=(
        *mistakes(GRADIENT_MISTAKES),
        misconception(
            "first bias for every filter",
            wrong.first_bias,
            explanation=(
                "You give every filter the first one's bias gradient; "
                "filter f has its own, the sum over grad_out[:, f]."
            ),
        ),
    ),
    hints=(
        "Start with the bias: it enters every output value of its filter once, "
        "so its gradient is the sum of grad_out over images and positions.",
        "out[n, f, i, j] contains weight[f, c, u, v] · x[n, c, i + u, j + v]. Each of the two "
        "factors receives the other one times grad_out[n, f, i, j], wherever they meet.",
        "Loop over the kernel's offsets (u, v): the part of x that meets weight[:, :, u, v] is "
        "`x[:, :, u : u + oh, v : v + ow]`.",
        "In that loop: `grad_weight[:, :, u, v] = np.einsum('nfij,ncij->fc', grad_out, part)`, and "
        "`grad_x[:, :, u : u + oh, v : v + ow] += np.einsum('nfij,fc->ncij', grad_out, "
        "weight[:, :, u, v])`.",
    ),
)
