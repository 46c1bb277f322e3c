"""Exercises on layers that wrap round: circular_conv2d and blur_pool2d."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from autograder.exercise import MANNERS, Arguments, Exercise, Group
from autograder.exercises.draw import lay_out, numbers
from autograder.exercises.groups import invalid
from autograder.exercises.kernels.volume import BATCH_MISTAKES, CHANNEL_MISTAKES
from autograder.exercises.phrases import Ways, misconception, mistakes
from autograder.exercises.symmetry import wrong_layers as wrong
from autograder.exercises.symmetry.common import NOTEBOOK, added, image
from cnnlib import ops

__all__ = ["blur_pool2d", "circular_conv2d", "layer", "layer_mistakes"]

#: Mistakes of a plain layer that look different here, or that `wrong_layers` makes in its own way.
OWN = ("NHWC read as NCHW", "kernel width taken as its height", "input changed in place")


def layer_mistakes(*left_out: str) -> dict[str, Ways]:
    """The mistakes of `conv2d`, but for some."""
    return {
        phrase: ways
        for phrase, ways in {**CHANNEL_MISTAKES, **BATCH_MISTAKES}.items()
        if phrase not in left_out
    }


def layer(
    rng: np.random.Generator,
    n: int = 1,
    c: int = 1,
    f: int = 1,
    kh: int = 3,
    kw: int = 3,
    h: int = 3,
    w: int = 3,
    bias: bool = False,
    layout: str = "C",
    one: bool = False,
) -> Arguments:
    """Images and filters by their own sizes."""
    weight = np.ones((f, c, kh, kw)) if one else numbers(rng, f, c, kh, kw, step=0.5)
    x = numbers(rng, n, c, h, w)
    arguments = {"x": lay_out(x, layout), "weight": lay_out(weight, layout)}
    return {**arguments, "bias": numbers(rng, f, step=2.5)} if bias else arguments


def _call(x: tuple[int, ...], weight: tuple[int, ...], bias: Any = None) -> Callable[[], Arguments]:
    def arguments() -> Arguments:
        given = {"x": np.ones(x), "weight": np.ones(weight)}
        return given if bias is None else {**given, "bias": np.ones(bias)}

    return arguments


circular_conv2d = Exercise(
    name="circular_conv2d",
    notebook=NOTEBOOK,
    reference=ops.circular_conv2d,
    make=layer,
    groups=(
        Group(
            "square window",
            0.75,
            (
                {"kh": 1, "kw": 1, "h": 1, "w": 2},
                {"h": 3, "w": 3},
                {"h": 4, "w": 5},
                {"kh": 5, "kw": 5, "h": 6, "w": 5},
            ),
            draws={"h": (3, 4, 6), "w": (5, 7)},
        ),
        Group(
            "rectangular window",
            0.75,
            (
                {"kh": 1, "kw": 3, "h": 1, "w": 3},
                {"kh": 3, "kw": 1, "h": 4, "w": 2},
                {"kh": 3, "kw": 5, "h": 5, "w": 6},
                {"c": 2, "kh": 5, "kw": 3, "h": 6, "w": 7},
                {"c": 2, "kh": 1, "kw": 5, "h": 3, "w": 8},
            ),
            draws={"kh": (1, 3, 5), "kw": (3, 7), "h": (5, 6), "w": (7, 9)},
        ),
        Group(
            "window larger than the image",
            0.25,
            (
                {"kh": 1, "kw": 3, "h": 2, "w": 2},
                {"kh": 3, "kw": 3, "h": 1, "w": 2},
                {"kh": 5, "kw": 3, "h": 2, "w": 3},
            ),
        ),
        Group(
            "several channels and filters",
            0.75,
            (
                {"c": 2, "kh": 1, "kw": 1, "h": 1, "w": 2},
                {"c": 3, "h": 3, "w": 4},
                {"f": 3, "c": 3, "h": 4, "w": 3},
                {"f": 4, "c": 2, "kh": 3, "kw": 1, "h": 4, "w": 5},
                {"f": 2, "c": 2, "kh": 1, "kw": 3, "h": 3, "w": 5},
            ),
            draws={"f": (2, 3, 5), "c": (2, 3, 4)},
        ),
        Group(
            "several images",
            0.5,
            (
                {"n": 2, "kh": 1, "kw": 3, "h": 2, "w": 3},
                {"n": 3, "c": 2, "f": 4, "h": 5, "w": 3},
                {"n": 2, "c": 3, "f": 2, "kh": 3, "kw": 5, "h": 4, "w": 5},
            ),
            draws={"n": (2, 3, 4), "f": (1, 2, 3)},
        ),
        Group(
            "bias",
            0.25,
            (
                {"f": 2, "h": 3, "w": 2, "kh": 1, "bias": True},
                {"f": 3, "c": 2, "h": 4, "w": 3, "bias": True},
                {"n": 2, "f": 3, "c": 2, "kw": 1, "h": 3, "w": 5, "bias": True},
            ),
        ),
        Group(
            "memory layouts",
            0.25,
            (
                {"n": 2, "c": 2, "f": 3, "kh": 3, "kw": 1, "h": 4, "w": 3, "layout": "F"},
                {"n": 2, "c": 3, "f": 2, "kh": 1, "kw": 3, "h": 3, "w": 4, "layout": "strided"},
            ),
        ),
        invalid(
            {
                "even kernel": _call((1, 1, 5, 5), (1, 1, 2, 2)),
                "even height": _call((1, 1, 5, 5), (1, 1, 2, 3)),
                "even width": _call((1, 1, 5, 5), (1, 1, 3, 4)),
                "one image without its batch axis": _call((3, 5, 5), (2, 3, 3, 3)),
                "weight with three axes": _call((1, 3, 5, 5), (3, 3, 3)),
                "channels differ": _call((1, 3, 5, 5), (2, 2, 3, 3)),
                "one channel of weight": _call((1, 3, 5, 5), (2, 1, 3, 3)),
                "bias of another length": _call((1, 1, 5, 5), (3, 1, 3, 3), (2,)),
                "one bias for three filters": _call((1, 1, 5, 5), (3, 1, 3, 3), (1,)),
            },
            0.25,
        ),
        Group(
            MANNERS,
            0.25,
            (
                {"kh": 1, "kw": 1, "h": 2, "w": 3, "one": True},
                {"n": 2, "c": 2, "f": 2, "h": 4, "w": 3, "bias": True},
            ),
        ),
    ),
    misconceptions=(
        *mistakes(layer_mistakes(*OWN), wrong.on_wrapped),
        misconception(
            "kernel width taken as its height",
            wrong.half_height_for_width,
            wrong.half_width_for_height,
            wrong.pad_height_for_width,
            wrong.pad_width_for_height,
            wrong.square_window_by_height,
            wrong.square_window_by_width,
            wrong.circular_taps_by_height,
            wrong.circular_taps_by_width,
        ),
        misconception(
            "NHWC read as NCHW", wrong.circular_channels_last, wrong.circular_channels_last_memory
        ),
        misconception(
            "wrapping and zero-filled shifts mixed up",
            wrong.zero_padded,
            wrong.zero_padded_rows,
            wrong.zero_padded_columns,
            explanation=(
                "You continue the image with zeros; here it wraps round: "
                "beyond the last column comes the first, beyond the last row the first."
            ),
        ),
        added(
            "border repeated instead of wrapped",
            wrong.edge_padded,
            wrong.reflect_padded,
            wrong.symmetric_padded,
        ),
        added("nothing wrapped", wrong.not_padded, wrong.not_padded_in_zeros),
        misconception(
            "padding only at bottom right",
            wrong.padded_at_bottom_right,
            wrong.half_padded_at_bottom_right,
            explanation=(
                "Your window starts at its pixel and reaches down and to the right; "
                "it is centred, so half of it lies before the pixel on each axis."
            ),
        ),
        misconception(
            "padding only at top left",
            wrong.padded_at_top_left,
            wrong.half_padded_at_top_left,
            explanation=(
                "Your window ends at its pixel and reaches up and to the left; "
                "it is centred, so half of it lies behind the pixel on each axis."
            ),
        ),
        misconception(
            "padding pair swapped",
            wrong.halves_swapped,
            wrong.pads_swapped,
            explanation=(
                "You swapped the two halves of the window: rows continue by kh // 2, "
                "columns by kw // 2."
            ),
        ),
        misconception("input changed in place", wrong.circular_spoils_input),
    ),
    hints=(
        "Make the image larger first, so that every window fits: kh // 2 rows above and below, "
        "kw // 2 columns on either side. Where do their values come from?",
        "From the other side. `np.pad` has a mode that does it, or roll the image: "
        "weight (u, v) meets the pixel at (i + u - kh // 2, j + v - kw // 2), modulo H and W.",
        '`np.pad(x, ((0, 0), (0, 0), (kh // 2, kh // 2), (kw // 2, kw // 2)), mode="wrap")`, '
        "then a plain convolution: `ops.conv2d(padded, weight, bias)`.",
    ),
)


def _maps(
    rng: np.random.Generator,
    n: int = 1,
    c: int = 1,
    h: int = 2,
    w: int = 2,
    stride: int | None = None,
    layout: str = "C",
) -> Arguments:
    arguments: Arguments = {"x": image(rng, n, c, h, w, layout)}
    return arguments if stride is None else {**arguments, "stride": stride}


blur_pool2d = Exercise(
    name="blur_pool2d",
    notebook=NOTEBOOK,
    reference=ops.blur_pool2d,
    make=_maps,
    groups=(
        Group(
            "stride 2",
            1.0,
            (
                {"h": 1, "w": 2},
                {"h": 2, "w": 4},
                {"h": 4, "w": 6},
                {"h": 6, "w": 4, "stride": 2},
                {"h": 5, "w": 7},
            ),
            draws={"h": (3, 4, 6), "w": (5, 8)},
        ),
        Group(
            "other strides",
            0.75,
            (
                {"h": 2, "w": 3, "stride": 1},
                {"h": 3, "w": 6, "stride": 3},
                {"h": 7, "w": 5, "stride": 3},
                {"h": 9, "w": 5, "stride": 4},
            ),
            draws={"h": (6, 7, 9), "w": (5, 8), "stride": (1, 3, 4, 5)},
        ),
        Group(
            "several channels and images",
            0.5,
            (
                {"c": 2, "h": 2, "w": 3},
                {"n": 2, "c": 3, "h": 4, "w": 5},
                {"n": 3, "c": 2, "h": 5, "w": 6, "stride": 3},
                {"n": 3, "c": 4, "h": 3, "w": 2, "stride": 1},
            ),
            draws={"n": (2, 3), "c": (2, 4), "h": (4, 5), "w": (6, 7)},
        ),
        Group(
            "memory layouts",
            0.25,
            (
                {"n": 2, "c": 2, "h": 4, "w": 3, "layout": "F"},
                {"n": 2, "c": 3, "h": 3, "w": 6, "stride": 3, "layout": "strided"},
            ),
        ),
        invalid(
            {
                "three axes": lambda: {"x": np.ones((2, 4, 4))},
                "two axes": lambda: {"x": np.ones((4, 4))},
                "stride 0": lambda: {"x": np.ones((1, 1, 4, 4)), "stride": 0},
                "negative stride": lambda: {"x": np.ones((1, 1, 4, 4)), "stride": -1},
            },
            0.25,
        ),
        Group(
            MANNERS,
            0.25,
            ({"h": 2, "w": 3}, {"h": 2, "w": 2, "stride": 1}, {"c": 2, "h": 4, "w": 4}),
        ),
    ),
    misconceptions=(
        misconception(
            "blur not normalised",
            wrong.blur_times_16,
            wrong.blur_times_4,
            wrong.blur_times_8,
            wrong.blur_times_2,
            wrong.blur_by_taps,
            wrong.blur_by_taps_once,
            wrong.blur_by_unit_norm,
        ),
        misconception(
            "blur after subsampling",
            wrong.blur_after,
            wrong.blur_after_in_zeros,
            wrong.blur_after_at_edges,
        ),
        misconception(
            "wrapping and zero-filled shifts mixed up",
            wrong.blur_in_zeros,
            explanation=(
                "You continue the map with zeros; here it wraps round: "
                "the neighbour of the last column is the first."
            ),
        ),
        added("border repeated instead of wrapped", wrong.blur_at_edges, wrong.blur_reflecting),
        added("nothing wrapped", wrong.blur_inside_only),
        added("blurred on one axis only", wrong.blur_rows_only, wrong.blur_columns_only),
        added(
            "box instead of binomial",
            wrong.blur_by_box,
            wrong.blur_by_pairs,
            wrong.blur_by_pairs_before,
        ),
        added("blur missing", wrong.blur_missing),
        added(
            "samples off by one",
            wrong.blur_sampled_from_1,
            wrong.blur_sampled_from_last,
            wrong.blur_sampled_from_half,
            wrong.blur_window_from_0,
            wrong.blur_window_to_0,
        ),
        misconception(
            "stride on one axis only",
            wrong.blur_sampled_rows,
            wrong.blur_sampled_columns,
            explanation="You subsample one axis only; keep every stride-th row and column.",
        ),
        added("stride not used", wrong.blur_not_sampled, wrong.blur_stride_2),
        misconception(
            "channels overwrite instead of add", wrong.blur_last_tap, wrong.blur_first_tap
        ),
        misconception("batch item 0 for every item", partial(wrong.on_blurred, wrong.first_item)),
        misconception(
            "only the first channel",
            partial(wrong.on_blurred, wrong.first_channel),
            partial(wrong.on_blurred, wrong.first_channel_repeated),
            explanation="You use the first channel only; every map is blurred by itself.",
        ),
        misconception(
            "output H and W swapped",
            partial(wrong.on_blurred, wrong.out_swapped),
            partial(wrong.on_blurred, wrong.out_swapped_memory),
        ),
        misconception(
            "last row and column skipped",
            partial(wrong.on_blurred, wrong.last_cropped),
            partial(wrong.on_blurred, wrong.last_left_zero),
            explanation=(
                "You stop one step early: the last row and column are missing; "
                "there are ⌈H / stride⌉ rows of samples."
            ),
        ),
        misconception("ReLU applied inside", partial(wrong.on_blurred, wrong.without_negatives)),
        misconception("input changed in place", wrong.blur_spoils_input),
    ),
    hints=(
        "First blur, at full size; then keep every stride-th row and column, from index 0.",
        "The blur can be done one axis at a time: each value becomes a quarter of its two "
        "neighbours and half of itself. The neighbours of the ends lie at the other end.",
        "`np.roll(x, 1, axis)` brings every pixel its neighbour from before, "
        "`np.roll(x, -1, axis)` the one from behind.",
        "For each axis 2 and 3: `x = (np.roll(x, 1, axis) + 2 * x + np.roll(x, -1, axis)) / 4`; "
        "then return a copy of `x[:, :, ::stride, ::stride]`.",
    ),
)
