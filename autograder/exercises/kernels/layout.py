"""Exercises on how images lie in memory: hwc_to_chw and im2col."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.exercise import MANNERS, Arguments, Exercise, Group
from autograder.exercises.draw import lay_out, pixels
from autograder.exercises.groups import invalid
from autograder.exercises.kernels.common import NOTEBOOK, SCALES, SIZE_KINDS, SIZES
from autograder.exercises.kernels.wrong import layout as wrong
from autograder.exercises.phrases import misconception
from cnnlib import ops

__all__ = ["hwc_to_chw", "im2col"]


#: Where hidden cases draw their types from; the values of each are unlike those of the others.
DTYPES = ("uint8", "int8", "uint16", "int32", "int64", "uint64", "float16", "float32", "bool")


def _image(
    rng: np.random.Generator,
    h: int = 2,
    w: int = 2,
    c: int = 1,
    n: int = 0,
    dtype: str = "float64",
    layout: str = "C",
) -> Arguments:
    """An image (H, W, C), or with n > 0 a batch (N, H, W, C)."""
    shape = (n, h, w, c) if n else (h, w, c)
    return {"x": lay_out(pixels(rng, shape, dtype), layout)}


hwc_to_chw = Exercise(
    name="hwc_to_chw",
    notebook=NOTEBOOK,
    reference=ops.hwc_to_chw,
    make=_image,
    keeps_dtype=True,
    contiguous=True,
    groups=(
        Group(
            "one image",
            0.5,
            (
                {"h": 2, "w": 2, "c": 2},
                {"h": 1, "w": 2, "c": 3},
                {"h": 2, "w": 3, "c": 4},
                {"h": 3, "w": 3, "c": 3},
            ),
            draws={"h": (1, 2, 4), "w": (2, 3, 5), "c": (2, 3, 4)},
        ),
        Group(
            "a batch",
            0.5,
            (
                {"n": 2, "h": 1, "w": 2, "c": 2},
                {"n": 2, "h": 3, "w": 4, "c": 2},
                {"n": 1, "h": 2, "w": 3, "c": 5},
            ),
            draws={"n": (2, 3), "h": (1, 2, 4), "w": (2, 3), "c": (2, 3)},
        ),
        Group(
            "types and layouts",
            0.25,
            (
                {"h": 2, "w": 3, "c": 4, "dtype": "uint8"},
                {"h": 3, "w": 2, "c": 3, "dtype": "float32"},
                {"h": 3, "w": 2, "c": 2, "dtype": "int64"},
                {"h": 2, "w": 2, "c": 3, "dtype": "float16"},
                {"n": 2, "h": 2, "w": 3, "c": 4, "layout": "F"},
                {"h": 3, "w": 4, "c": 2, "layout": "strided"},
            ),
            draws={"dtype": DTYPES},
        ),
        Group(
            SCALES,
            0.25,
            ({"h": 33, "w": 35, "c": 2}, {"n": 9, "h": 2, "w": 3, "c": 10}),
        ),
        invalid(
            {
                "one axis": lambda: {"x": np.ones(4)},
                "two axes": lambda: {"x": np.ones((4, 5))},
                "five axes": lambda: {"x": np.ones((1, 2, 3, 4, 5))},
            },
            0.25,
        ),
        Group(
            MANNERS,
            0.25,
            (
                {"h": 2, "w": 3, "c": 1},
                {"n": 2, "h": 2, "w": 3, "c": 1},
                {"h": 1, "w": 1, "c": 3},
                {"h": 2, "w": 3, "c": 2, "layout": "planar"},
                {"n": 2, "h": 2, "w": 2, "c": 3, "layout": "frozen"},
            ),
        ),
    ),
    misconceptions=(
        misconception("NHWC read as NCHW", *wrong.LAYOUT_MIXED_UP),
        misconception(
            "output H and W swapped", wrong.layout_width_first, wrong.layout_width_first_memory
        ),
        misconception(
            "only the first channel",
            wrong.layout_first_channel,
            wrong.layout_first_channel_repeated,
            explanation="You move the first channel only; every channel has a plane of its own.",
        ),
        misconception(
            "channels overwrite instead of add",
            wrong.layout_last_channel,
            wrong.layout_last_channel_in_front,
            explanation=(
                "You write every channel to the same place, so that only the last one is left; "
                "channel c belongs to plane c."
            ),
        ),
        misconception("batch item 0 for every item", wrong.layout_first_image),
        misconception(
            "last row and column skipped",
            wrong.layout_last_cropped,
            wrong.layout_last_left,
            explanation=(
                "You stop one step early: the last row and column are missing; "
                "range(H) ends at H - 1 by itself."
            ),
        ),
        misconception(
            "output width taken as its height",
            *wrong.LAYOUT_SQUARE,
            explanation="You take the image to be square; its width may differ from its height.",
        ),
        misconception("input changed in place", wrong.layout_spoils_input),
    ),
    hints=(
        "No number changes; the axes change places. The channel axis moves in front of the height.",
        "`np.moveaxis(x, -1, -3)` does it for three and for four axes, but only as a view.",
        "A copy in row order is what is wanted: `.copy()` of the moved array. "
        "`np.ascontiguousarray` is not enough: with one channel it can give back the view.",
    ),
)


def _columns(
    rng: np.random.Generator,
    n: int = 1,
    c: int = 1,
    kh: int = 2,
    kw: int = 2,
    oh: int = 2,
    ow: int = 2,
    pair: str = "tuple",
    dtype: str = "float64",
    layout: str = "C",
) -> Arguments:
    shape = (n, c, oh + kh - 1, ow + kw - 1)
    size: Any = {"tuple": (kh, kw), "list": [kh, kw], "int": kh}[pair]
    return {"x": lay_out(pixels(rng, shape, dtype), layout), "kernel_size": size}


def _call(x: tuple[int, ...], kernel_size: Any) -> Callable[[], Arguments]:
    return lambda: {"x": np.ones(x), "kernel_size": kernel_size}


im2col = Exercise(
    name="im2col",
    notebook=NOTEBOOK,
    reference=ops.im2col,
    make=_columns,
    keeps_dtype=True,
    groups=(
        Group(
            "one channel",
            0.5,
            (
                {"kh": 1, "kw": 2, "oh": 1, "ow": 2},
                {"kh": 2, "kw": 2, "oh": 2, "ow": 2, "pair": "int"},
                {"kh": 3, "kw": 3, "oh": 2, "ow": 3, "pair": "int"},
            ),
            draws={"oh": (1, 2, 3), "ow": (2, 3)},
        ),
        Group(
            "several channels and images",
            0.75,
            (
                {"c": 2, "kh": 1, "kw": 2, "oh": 1, "ow": 1},
                {"c": 3, "kh": 2, "kw": 2, "oh": 2, "ow": 3},
                {"n": 3, "c": 2, "kh": 2, "kw": 2, "oh": 3, "ow": 2},
            ),
            draws={"n": (2, 3), "c": (2, 3, 4)},
        ),
        Group(
            "rectangular kernel",
            0.25,
            (
                {"c": 2, "kh": 2, "kw": 3, "oh": 3, "ow": 4},
                {"c": 2, "kh": 3, "kw": 2, "oh": 2, "ow": 5},
                {"n": 2, "kh": 4, "kw": 1, "oh": 2, "ow": 3},
                # The window is longer than the image's other side.
                {"n": 2, "kh": 1, "kw": 3, "oh": 2, "ow": 4},
            ),
            draws={**SIZES, "n": (1, 2), "c": (1, 2)},
        ),
        Group(
            SIZE_KINDS,
            0.25,
            ({"c": 2, "kh": 3, "kw": 2, "oh": 2, "ow": 3, "pair": "list"},),
        ),
        Group(
            "types and layouts",
            0.25,
            (
                {"c": 2, "kh": 2, "kw": 1, "oh": 2, "ow": 3, "dtype": "uint8"},
                {"c": 1, "kh": 1, "kw": 2, "oh": 3, "ow": 2, "dtype": "float32"},
                {"n": 2, "c": 2, "kh": 2, "kw": 1, "oh": 1, "ow": 3, "layout": "F"},
                {"c": 2, "kh": 2, "kw": 2, "oh": 2, "ow": 1, "dtype": "int64"},
                {"n": 2, "c": 2, "kh": 2, "kw": 2, "oh": 3, "ow": 2, "layout": "strided"},
            ),
            draws={"dtype": DTYPES},
        ),
        Group(
            SCALES,
            0.25,
            (
                {"kh": 2, "kw": 3, "oh": 33, "ow": 35},
                {"c": 2, "kh": 9, "kw": 10, "oh": 2, "ow": 1},
                {"n": 9, "c": 10, "kh": 1, "kw": 2, "oh": 2, "ow": 1},
            ),
        ),
        invalid(
            {
                "two axes": _call((5, 5), 2),
                "three axes": _call((3, 5, 5), 2),
                "five axes": _call((1, 1, 1, 5, 5), 2),
                "kernel size 0": _call((1, 1, 5, 5), 0),
                "negative kernel size": _call((1, 1, 5, 5), (-1, -2)),
                "height 0": _call((1, 1, 5, 5), (0, 2)),
                "width 0": _call((1, 1, 5, 5), (2, 0)),
                "one length": _call((1, 1, 5, 5), (2,)),
                "three lengths": _call((1, 1, 5, 5), (2, 2, 2)),
                "kernel too high": _call((1, 1, 2, 5), (3, 2)),
                "kernel too wide": _call((1, 1, 5, 2), (2, 3)),
            },
            0.25,
        ),
        Group(
            MANNERS,
            0.5,
            (
                {"kh": 1, "kw": 1, "oh": 2, "ow": 3},
                {"n": 2, "c": 2, "kh": 1, "kw": 1, "oh": 2, "ow": 2},
                {"c": 2, "kh": 2, "kw": 3, "oh": 1, "ow": 1},
                {"kh": 1, "kw": 1, "oh": 1, "ow": 1},
                {"c": 2, "kh": 2, "kw": 2, "oh": 2, "ow": 1, "layout": "frozen"},
            ),
        ),
    ),
    misconceptions=(
        misconception("kernel transposed", *wrong.COLUMNS_TRANSPOSED),
        misconception(
            "NHWC read as NCHW",
            *wrong.COLUMNS_CHANNELS_LAST,
            explanation=(
                "Your rows run with the channels last; "
                "in torch's order the channel comes first, then kernel row, then kernel column."
            ),
        ),
        misconception("flipped on both axes", wrong.columns_flipped),
        misconception(
            "flipped on one axis", wrong.columns_flipped_up_down, wrong.columns_flipped_left_right
        ),
        misconception(
            "only the first channel",
            wrong.columns_first_channel,
            wrong.columns_first_channel_repeated,
            explanation="You use the first channel only; every channel has kh·kw rows of its own.",
        ),
        misconception(
            "channels overwrite instead of add",
            *wrong.COLUMNS_LAST_CHANNEL,
            explanation=(
                "You write every channel to the same rows, so that only the last one is left; "
                "channel c has the rows from c·kh·kw on."
            ),
        ),
        misconception("batch item 0 for every item", wrong.columns_first_image),
        misconception("last row and column skipped", *wrong.COLUMNS_SKIPPED),
        misconception("output width taken as its height", *wrong.COLUMNS_SQUARE_OUTPUT),
        misconception("output H and W swapped", *wrong.COLUMNS_SWAPPED),
        misconception("kernel width taken as its height", *wrong.COLUMNS_SQUARE_KERNEL),
        misconception("stride or offset missing", *wrong.COLUMNS_OFFSETS),
        misconception("input changed in place", wrong.columns_spoils_input),
    ),
    hints=(
        "Every column is one window, flattened; columns follow the output positions in row order.",
        "Inside a column the order is channel, kernel row, kernel column, "
        "the same as in `weight.reshape(F, -1)`.",
        "`sliding_window_view` gives axes n c i j u v; bring them to n c u v i j with `transpose`, "
        "then copy into shape (N, C·kh·kw, H′·W′). A reshape alone can be a view when kh = kw = 1.",
    ),
)
