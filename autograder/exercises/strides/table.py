"""The exercise on a network's shapes and costs: layer_table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.exercise import MANNERS, Arguments, Exercise, Group
from autograder.exercises.draw import size_pair
from autograder.exercises.groups import invalid
from autograder.exercises.kernels.common import SCALES, SIZE_KINDS
from autograder.exercises.phrases import mistakes
from autograder.exercises.strides.common import NOTEBOOK, TWO_NAMES
from autograder.exercises.strides.wrong import table as wrong
from cnnlib import ops

__all__ = ["layer_table"]


def _network(
    rng: np.random.Generator,
    net: str = "conv",
    c: int = 1,
    h: int = 4,
    w: int = 5,
    f: int = 2,
    kh: int = 2,
    kw: int = 2,
    sh: int = 0,
    sw: int = 0,
    ph: int = 0,
    pw: int = 0,
    qh: int = 2,
    qw: int = 2,
    th: int = 0,
    tw: int = 0,
    out: int = 3,
    form: str = "plain",
) -> Arguments:
    """A network of the layers that `net` names, in order, and the shape of its input.

    Args:
        f: filters of the first convolution; the next one has one more.
        kh, sh, ph: kernel, stride and padding of convolutions, vertical; a stride of 0, or no
            padding, is left out.
        qh, th: kernel and stride of pools.
        out: features of the first dense layer; the next one has one fewer.
    """
    layers: list[dict[str, Any]] = []
    for kind in net.split():
        layer: dict[str, Any] = {"type": kind}
        earlier = sum(other["type"] == kind for other in layers)
        if kind == "conv":
            layer |= {"out_channels": f + earlier, "kernel_size": size_pair(kh, kw, form)}
            layer |= {"stride": size_pair(sh, sw or sh, form)} if sh else {}
            layer |= {"padding": size_pair(ph, pw, form)} if ph or pw else {}
        elif kind == "pool":
            layer |= {"kernel_size": size_pair(qh, qw, form)}
            layer |= {"stride": size_pair(th, tw or th, form)} if th else {}
        elif kind == "dense":
            layer |= {"out_features": out - earlier}
        layers.append(layer)
    flat = net.split()[:1] == ["dense"]
    return {"layers": layers, "in_shape": (c * h * w,) if flat else (c, h, w)}


CONV: dict[str, Any] = {"type": "conv", "out_channels": 4, "kernel_size": 3}
POOL: dict[str, Any] = {"type": "pool", "kernel_size": 2}
DOT = {**CONV, "kernel_size": 1}
FLATTEN, DENSE = {"type": "flatten"}, {"type": "dense", "out_features": 5}
BAD: dict[str, tuple[list[dict[str, Any]], tuple[int, ...]]] = {
    "unknown type": ([CONV, {"type": "relu"}], (3, 8, 9)),
    "a type that is no word": ([{"type": 3}], (3, 8, 9)),
    "dense without flatten": ([CONV, DENSE], (3, 8, 9)),
    "dense on an image": ([DENSE], (1, 2, 2)),
    "conv after flatten": ([FLATTEN, DOT], (3, 8, 9)),
    "conv after dense": ([FLATTEN, DENSE, DOT], (3, 8, 9)),
    "pool after flatten": ([FLATTEN, {**POOL, "kernel_size": 1}], (3, 8, 9)),
    "conv on features": ([DOT], (12,)),
    "kernel too high": ([POOL, CONV], (1, 5, 9)),
    "kernel too wide": ([{**CONV, "kernel_size": (1, 6)}], (2, 9, 5)),
    "stride 0": ([{**CONV, "stride": 0}], (3, 8, 9)),
    "negative padding": ([{**CONV, "padding": -1}], (3, 8, 9)),
    "kernel size 0": ([{**POOL, "kernel_size": 0}], (3, 8, 9)),
    "no channels": ([{**CONV, "out_channels": 0}], (3, 8, 9)),
    "no features": ([FLATTEN, {**DENSE, "out_features": 0}], (3, 8, 9)),
}


def _call(what: str) -> Callable[[], Arguments]:
    layers, in_shape = BAD[what]
    return lambda: {"layers": layers, "in_shape": in_shape}


layer_table = Exercise(
    name="layer_table",
    notebook=NOTEBOOK,
    reference=ops.layer_table,
    make=_network,
    groups=(
        Group(
            "convolution",
            1.0,
            (
                {"net": "conv", "c": 2},
                {"net": "conv", "c": 3, "h": 7, "w": 9, "f": 4, "kh": 3, "kw": 3},
                {"net": "conv", "c": 3, "h": 6, "w": 8, "f": 5, "kh": 3, "kw": 3, "sh": 2, "sw": 2},
                {"net": "conv", "c": 3, "h": 5, "w": 8, "f": 4, "kh": 3, "kw": 3, "ph": 1, "pw": 1},
                {"net": "conv", "c": 4, "h": 9, "w": 6, "f": 2, "kh": 4, "kw": 4, "sh": 3, "sw": 3}
                | {"ph": 2, "pw": 2},
                {"net": "conv conv", "c": 3, "h": 9, "w": 8, "f": 2, "kh": 3, "kw": 3},
            ),
            draws={"net": ("conv", "conv conv"), "c": (1, 3, 4), "h": (9, 12), "w": (10, 13)}
            | {"f": (2, 5), "sh": (0, 1, 2), "ph": (0, 1)},
        ),
        Group(
            "pooling",
            0.75,
            (
                {"net": "pool", "c": 2},
                {"net": "pool", "c": 3, "h": 7, "w": 9, "qh": 3, "qw": 3},
                {"net": "pool", "c": 3, "h": 6, "w": 9, "qh": 3, "qw": 3, "th": 2, "tw": 2},
                {"net": "pool pool", "c": 4, "h": 12, "w": 15},
                {"net": "conv pool", "c": 3, "h": 9, "w": 12, "f": 4, "kh": 3, "kw": 3}
                | {"ph": 1, "pw": 1},
            ),
            draws={"net": ("pool", "conv pool", "pool conv"), "c": (2, 3), "h": (9, 10, 14)}
            | {"w": (11, 12, 15), "th": (0, 1)},
        ),
        Group(
            "dense",
            0.5,
            (
                {"net": "dense", "c": 1, "h": 1, "w": 4},
                {"net": "flatten dense", "c": 2, "h": 3, "w": 4},
                {"net": "flatten dense dense", "c": 3, "h": 2, "w": 5, "out": 7},
                {"net": "dense dense", "c": 2, "h": 2, "w": 3, "out": 5},
                {"net": "flatten flatten", "c": 2, "h": 3, "w": 2},
            ),
            draws={"c": (1, 2, 3), "h": (2, 3), "w": (4, 5), "out": (4, 6, 10)},
        ),
        Group(
            "whole networks",
            0.75,
            (
                {"net": "conv pool flatten dense", "c": 4, "h": 8, "w": 9, "kh": 3, "kw": 3},
                {"net": "conv pool conv pool flatten dense dense", "c": 5, "h": 18, "w": 23, "f": 4}
                | {"kh": 3, "kw": 3, "ph": 1, "pw": 1, "out": 10},
                {"net": "conv conv pool flatten dense", "c": 3, "h": 33, "w": 28, "f": 6, "kh": 5}
                | {"kw": 5, "sh": 2, "sw": 2, "ph": 2, "pw": 2, "qh": 3, "qw": 3, "th": 2, "tw": 2},
                {"net": "", "c": 2, "h": 3, "w": 4},
            ),
            draws={"net": ("conv pool flatten dense", "conv conv flatten dense dense")}
            | {"c": (2, 3), "h": (12, 15), "w": (13, 17), "f": (3, 8), "out": (5, 9)},
        ),
        Group(
            "pairs",
            0.5,
            (
                {"net": "conv", "c": 2, "h": 6, "w": 7, "f": 3, "kh": 2, "kw": 3},
                {"net": "conv", "c": 3, "h": 8, "w": 9, "f": 4, "kh": 3, "kw": 2, "sh": 2, "sw": 1},
                {"net": "conv", "c": 3, "h": 7, "w": 6, "f": 2, "kh": 1, "kw": 4, "sh": 1, "sw": 3}
                | {"ph": 0, "pw": 2},
                {"net": "pool", "c": 2, "h": 9, "w": 8, "qh": 2, "qw": 3},
                {"net": "conv pool", "c": 2, "h": 12, "w": 9, "f": 3, "kh": 5, "kw": 3, "ph": 2}
                | {"pw": 1, "qh": 4, "qw": 2, "th": 3, "tw": 1},
            ),
            draws={"net": ("conv pool", "conv"), "h": (12, 14), "w": (13, 16), "kh": (2, 3)}
            | {"kw": (1, 4), "qh": (2, 3), "qw": (2, 4)},
        ),
        Group(
            SIZE_KINDS,
            0.25,
            ({"net": "conv pool", "c": 2, "h": 8, "w": 9, "kh": 2, "kw": 3, "form": "list"},),
        ),
        Group(
            SCALES,
            0.25,
            (
                {"net": "conv conv pool", "c": 512, "h": 224, "w": 192, "f": 512, "kh": 3}
                | {"kw": 3, "ph": 1, "pw": 1},
                {"net": "flatten dense dense", "c": 512, "h": 7, "w": 9, "out": 4096},
                {"net": "conv pool", "c": 12, "h": 60, "w": 70, "f": 10, "kh": 11, "kw": 9, "sh": 4}
                | {"sw": 3, "ph": 9, "pw": 10},
            ),
        ),
        invalid({what: _call(what) for what in BAD}, 0.5),
        Group(
            MANNERS,
            0.25,
            ({"net": "conv pool flatten dense", "c": 1, "h": 7, "w": 8, "kh": 2, "kw": 2},),
        ),
    ),
    misconceptions=mistakes(
        wrong.TABLE,
        words={
            **TWO_NAMES,
            "bias missing": (
                "You leave out the biases: a convolution has one for each filter, a dense layer "
                "one for each output."
            ),
            "first bias for every filter": (
                "You count one bias for the whole layer; each filter, and each dense output, has "
                "one of its own."
            ),
            "only the first channel": (
                "You take filters to have one channel; a filter is as deep as its input."
            ),
            "filter 0 for every filter": (
                "You count one filter; a layer has out_channels of them, with weights of their own."
            ),
            "in/out channel axes swapped": (
                "You mix up input and output channels: the output has out_channels of them, and as "
                "many biases."
            ),
            "NHWC read as NCHW": "You read shapes as (H, W, C); channels come first here.",
            "maximum across channels": (
                "Your pool loses the channels; every channel is pooled by itself and stays."
            ),
            "batch or channel axis padded too": (
                "You pad the channels as well; only height and width are padded."
            ),
            "stride defaults to 1": (
                "Where no stride is given your pool moves by 1; a pool's stride is its kernel then."
            ),
            "stride forced to the kernel": (
                "Your pool moves by its kernel's size although a stride is given."
            ),
            "input changed in place": (
                "You change the dicts that you were given; look up what is missing with "
                "layer.get(key, default) instead."
            ),
        },
    ),
    hints=(
        "Carry the shape from layer to layer: what comes out of one goes into the next. Height and "
        "width change as output_size says.",
        "A convolution has out_channels · C · kh · kw weights and out_channels biases; it does one "
        "multiply-add for each weight at each of its H′ · W′ places. A dense layer has "
        "out_features · inputs weights.",
        "Look optional keys up with `layer.get('stride', 1)`; for a pool the default is its own "
        "kernel_size. Turn an int into a pair first, and raise ValueError where the length of the "
        "shape does not fit the type of the layer.",
    ),
)
