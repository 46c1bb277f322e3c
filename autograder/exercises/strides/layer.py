"""The exercise on a whole layer: conv2d_strided."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.exercise import MANNERS, Arguments, Exercise, Group
from autograder.exercises.draw import biases, lay_out, numbers, size_pair
from autograder.exercises.groups import altered, invalid
from autograder.exercises.kernels.common import LARGE, SCALES, SIZE_KINDS, SMALL
from autograder.exercises.phrases import mistakes
from autograder.exercises.strides.common import NOTEBOOK, SIZES, STRIDES, TWO_NAMES
from autograder.exercises.strides.wrong import layer as wrong
from cnnlib import ops

__all__ = ["conv2d_strided"]


def _length(places: int, taps: int, stride: int, padding: int, gap: int, spare: int) -> int:
    """The pixels of an axis with so many places, of which the last `spare` are never reached."""
    return (places - 1) * stride + gap * (taps - 1) + 1 + spare - 2 * padding


def _layer(
    rng: np.random.Generator,
    n: int = 1,
    c: int = 1,
    f: int = 1,
    kh: int = 2,
    kw: int = 2,
    oh: int = 2,
    ow: int = 2,
    sh: int = 1,
    sw: int = 1,
    ph: int = 0,
    pw: int = 0,
    dh: int = 1,
    dw: int = 1,
    eh: int = 0,
    ew: int = 0,
    bias: bool = False,
    idle: bool = False,
    form: str = "plain",
    layout: str = "C",
    one: bool = False,
    scale: float = 0.0,
) -> Arguments:
    """Images and filters by the sizes of kernel and output, so that every size fits.

    Args:
        eh: rows of the padded image at its end that no window reaches; ew: columns.
        form: how pairs are written, see `size_pair`; what is a default is left out.
        one: whether all weights are 1.
    """
    shape = (n, c, _length(oh, kh, sh, ph, dh, eh), _length(ow, kw, sw, pw, dw, ew))
    if min(shape) < 1:
        raise ValueError(f"no image of shape {shape}")
    x = numbers(rng, *shape, scale=scale)
    weight = numbers(rng, f, c, kh, kw, step=0.5, scale=scale)
    given = {"x": x, "weight": np.ones_like(weight) if one else weight}
    if bias:
        given["bias"] = biases(rng, f, scale, idle)
    arguments: Arguments = {name: lay_out(array, layout) for name, array in given.items()}
    chosen = {"stride": (sh, sw, 1), "padding": (ph, pw, 0), "dilation": (dh, dw, 1)}
    for name, (vertical, horizontal, default) in chosen.items():
        if (vertical, horizontal) != (default, default):
            arguments[name] = size_pair(vertical, horizontal, form)
    return arguments


def _good() -> dict[str, Any]:
    return {"x": np.ones((2, 3, 5, 6)), "weight": np.ones((4, 3, 2, 3))}


BAD: dict[str, dict[str, Any]] = {
    "one image without its batch axis": {"x": np.ones((3, 5, 6))},
    "x with five axes": {"x": np.ones((1, 2, 3, 5, 6))},
    "weight with three axes": {"weight": np.ones((3, 2, 3))},
    "planes without channels": {"x": np.ones((5, 6)), "weight": np.ones((2, 3))},
    "channels differ": {"weight": np.ones((4, 2, 2, 3))},
    "one channel of weight": {"weight": np.ones((4, 1, 2, 3))},
    "one channel of x": {"x": np.ones((2, 1, 5, 6))},
    "bias of another length": {"bias": np.ones(3)},
    "one bias for four filters": {"bias": np.ones(1)},
    "more biases than filters": {"bias": np.zeros(5)},
    "bias without an axis": {"bias": np.zeros(())},
    "bias with two axes": {"bias": np.ones((4, 1))},
    "stride 0": {"stride": 0},
    "negative horizontal stride": {"stride": (1, -1)},
    "one stride in a tuple": {"stride": (1,)},
    "three strides": {"stride": (1, 1, 1)},
    "negative padding": {"padding": -1},
    "negative horizontal padding": {"padding": (0, -1)},
    "three paddings": {"padding": [1, 1, 1]},
    "dilation 0": {"dilation": (0, 1)},
    "three dilations": {"dilation": (1, 1, 1)},
    "kernel too high": {"weight": np.ones((4, 3, 6, 3))},
    "kernel too wide with its padding": {"weight": np.ones((4, 3, 2, 9)), "padding": (2, 1)},
    "dilated kernel too high": {"dilation": (5, 1)},
    "dilated kernel too wide": {"dilation": (1, 3), "stride": 2},
}

# Strides of visible cases are above 1 on both axes: with a 1, a stride that is ignored altogether
# looks like one that is used on one axis only.
conv2d_strided = Exercise(
    name="conv2d_strided",
    notebook=NOTEBOOK,
    reference=ops.conv2d_strided,
    make=_layer,
    groups=(
        Group(
            "one pixel at a time",
            0.5,
            (
                {"kh": 2, "kw": 2, "oh": 1, "ow": 2},
                {"kh": 2, "kw": 3, "oh": 3, "ow": 2},
                {"f": 3, "c": 2, "kh": 3, "kw": 2, "oh": 2, "ow": 4},
            ),
            draws={**SIZES, "c": (1, 2), "f": (1, 3)},
        ),
        Group(
            "stride",
            1.0,
            (
                {"kh": 2, "kw": 2, "oh": 2, "ow": 2, "sh": 2, "sw": 2},
                {"kh": 2, "kw": 3, "oh": 3, "ow": 2, "sh": 2, "sw": 2, "eh": 1, "ew": 1},
                {"kh": 3, "kw": 2, "oh": 2, "ow": 3, "sh": 3, "sw": 2},
                {"kh": 2, "kw": 2, "oh": 3, "ow": 2, "sh": 2, "sw": 3, "eh": 1},
                {"kh": 1, "kw": 2, "oh": 2, "ow": 4, "sh": 4, "sw": 2, "eh": 2},
                {"c": 2, "kh": 3, "kw": 2, "oh": 3, "ow": 4, "sh": 2, "sw": 3, "ew": 2},
            ),
            draws={**SIZES, **STRIDES, "eh": (0, 1), "ew": (0, 2)},
        ),
        Group(
            "padding",
            0.75,
            (
                {"kh": 2, "kw": 2, "oh": 3, "ow": 3, "ph": 1, "pw": 1},
                {"kh": 3, "kw": 3, "oh": 4, "ow": 3, "ph": 1, "pw": 1},
                {"kh": 2, "kw": 3, "oh": 3, "ow": 6, "ph": 0, "pw": 2},
                {"kh": 3, "kw": 2, "oh": 6, "ow": 4, "ph": 2, "pw": 1},
                {"c": 2, "f": 2, "kh": 2, "kw": 2, "oh": 7, "ow": 5, "ph": 3, "pw": 1},
                {"c": 2, "kh": 2, "kw": 3, "oh": 6, "ow": 6, "ph": 2, "pw": 2},
            ),
            draws={**SIZES, "oh": (5, 6, 7), "ow": (5, 7), "ph": (1, 2), "pw": (0, 1, 2)},
        ),
        Group(
            "stride and padding",
            0.5,
            (
                {"kh": 3, "kw": 3, "oh": 3, "ow": 3, "sh": 2, "sw": 2, "ph": 1, "pw": 1}
                | {"eh": 1, "ew": 1},
                {"kh": 2, "kw": 3, "oh": 4, "ow": 3, "sh": 2, "sw": 3, "ph": 2, "pw": 1, "eh": 1},
                {"c": 2, "kh": 3, "kw": 2, "oh": 5, "ow": 4, "sh": 3, "sw": 2, "ph": 1, "pw": 2},
            ),
            draws={**STRIDES, "oh": (4, 5), "ow": (4, 5), "ph": (1, 2), "pw": (1, 2), "kh": (2, 3)},
        ),
        Group(
            "dilation",
            0.75,
            (
                {"kh": 2, "kw": 2, "oh": 2, "ow": 2, "dh": 2, "dw": 2},
                {"kh": 3, "kw": 2, "oh": 2, "ow": 3, "dh": 1, "dw": 3},
                {"c": 2, "kh": 2, "kw": 3, "oh": 3, "ow": 3, "dh": 3, "dw": 2, "ph": 1, "pw": 2},
                {"f": 2, "kh": 3, "kw": 3, "oh": 3, "ow": 2, "dh": 2, "dw": 2, "sh": 2, "sw": 3}
                | {"ph": 1, "pw": 1, "eh": 1},
            ),
            draws={**SIZES, "dh": (1, 2, 3), "dw": (2, 3), "sh": (1, 2), "sw": (1, 2)},
        ),
        Group(
            "channels, filters and images",
            0.5,
            (
                {"n": 2, "kh": 1, "kw": 1, "oh": 1, "ow": 2},
                # As wide as there are channels, so that mixed-up layouts fit.
                {"c": 4, "f": 2, "kh": 2, "kw": 1, "oh": 3, "ow": 2, "sh": 2, "sw": 3},
                {"n": 3, "c": 2, "f": 4, "kh": 2, "kw": 3, "oh": 4, "ow": 2, "sh": 2, "sw": 2}
                | {"ph": 1, "pw": 1, "eh": 1},
                {"n": 2, "c": 2, "f": 2, "kh": 2, "kw": 2, "oh": 3, "ow": 3, "ph": 1, "pw": 1},
                {"n": 2, "c": 3, "f": 3, "kh": 2, "kw": 3, "oh": 3, "ow": 1, "sh": 2, "sw": 2},
            ),
            draws={"n": (2, 3), "c": (2, 3), "f": (2, 3), "sh": (1, 2), "sw": (1, 3)},
        ),
        Group(
            "bias",
            0.5,
            (
                {"f": 2, "kh": 2, "kw": 2, "oh": 2, "ow": 2, "bias": True},
                {"f": 3, "c": 2, "kh": 3, "kw": 1, "oh": 2, "ow": 3, "sh": 2, "sw": 2}
                | {"bias": True},
                {"n": 2, "f": 3, "c": 2, "kh": 2, "kw": 3, "oh": 4, "ow": 3, "sh": 3, "sw": 2}
                | {"ph": 1, "pw": 1, "eh": 1, "bias": True},
                {"f": 2, "kh": 2, "kw": 2, "oh": 2, "ow": 2, "bias": True, "scale": 1.0},
                {"f": 2, "kh": 1, "kw": 1, "oh": 2, "ow": 2, "bias": True, "idle": True},
            ),
        ),
        Group(
            "memory layouts",
            0.25,
            (
                {"n": 2, "c": 2, "f": 3, "kh": 2, "kw": 3, "oh": 3, "ow": 2, "sh": 2, "sw": 3}
                | {"layout": "F"},
                {"n": 2, "c": 3, "f": 2, "kh": 3, "kw": 2, "oh": 3, "ow": 3, "ph": 1, "pw": 1}
                | {"layout": "strided"},
            ),
        ),
        Group(
            SIZE_KINDS,
            0.25,
            (
                {"kh": 2, "kw": 3, "oh": 3, "ow": 2, "sh": 2, "sw": 3, "ph": 1, "pw": 2, "dh": 3}
                | {"dw": 2, "form": "list"},
                {"kh": 3, "kw": 2, "oh": 2, "ow": 3, "sh": 3, "sw": 2, "ph": 0, "pw": 1}
                | {"form": "list"},
            ),
        ),
        Group(
            SCALES,
            0.25,
            (
                {"kh": 3, "kw": 2, "oh": 17, "ow": 12, "sh": 2, "sw": 3, "ph": 1, "pw": 1}
                | {"scale": 1.0},
                {"c": 2, "kh": 9, "kw": 10, "oh": 2, "ow": 3, "sh": 9, "sw": 11, "scale": 1.0},
                {"n": 9, "c": 10, "f": 11, "kh": 1, "kw": 2, "oh": 2, "ow": 1, "scale": 1.0},
                {"kh": 2, "kw": 2, "oh": 20, "ow": 22, "ph": 9, "pw": 10, "scale": 1.0},
                {"kh": 3, "kw": 2, "oh": 2, "ow": 2, "dh": 9, "dw": 12, "scale": 1.0},
                {"kh": 2, "kw": 2, "oh": 2, "ow": 3, "sh": 2, "sw": 2, "scale": LARGE},
                {"kh": 2, "kw": 2, "oh": 3, "ow": 2, "ph": 1, "pw": 0, "scale": SMALL},
            ),
        ),
        invalid(altered(_good(), BAD), 0.25),
        Group(
            MANNERS,
            0.25,
            (
                {"kh": 1, "kw": 1, "oh": 2, "ow": 3, "one": True},
                {"n": 2, "kh": 1, "kw": 1, "oh": 2, "ow": 2, "sh": 2, "sw": 2, "one": True},
                {"n": 2, "c": 2, "f": 2, "kh": 2, "kw": 2, "oh": 3, "ow": 3, "ph": 1, "pw": 1}
                | {"bias": True, "layout": "frozen"},
            ),
        ),
    ),
    misconceptions=mistakes(wrong.MISTAKES, words=TWO_NAMES),
    hints=(
        "Take the steps in this order: pad, count the places with what you wrote for output_size, "
        "and only then multiply.",
        "Value (i, j) meets the padded image at rows i·sh + u·dh and columns j·sw + v·dw.",
        "For one weight (u, v), the pixels that it meets at all places are one slice with a step: "
        "it starts at u·dh and ends behind u·dh + sh·(oh − 1).",
        "`part = padded[:, :, u * dh : u * dh + sh * (oh - 1) + 1 : sh, v * dw : v * dw + "
        "sw * (ow - 1) + 1 : sw]`, then add `np.einsum('nchw,fc->nfhw', part, weight[..., u, v])`.",
    ),
)
