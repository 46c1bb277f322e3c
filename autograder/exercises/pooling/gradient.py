"""Exercises on the gradients of pooling: max_pool2d_backward and avg_pool2d_backward."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.exercise import MANNERS, Arguments, Exercise, Group
from autograder.exercises.draw import lay_out, numbers
from autograder.exercises.groups import altered, invalid
from autograder.exercises.phrases import Ways, mistakes
from autograder.exercises.pooling.common import (
    BAD_SIZES,
    NOTEBOOK,
    SIZES,
    STRIDES,
    maps,
)
from autograder.exercises.pooling.windows import WORDS
from autograder.exercises.pooling.wrong import gradient as wrong
from cnnlib import ops

__all__ = ["avg_pool2d_backward", "max_pool2d_backward"]


def _max(
    rng: np.random.Generator,
    n: int = 1,
    c: int = 1,
    oh: int = 2,
    ow: int = 2,
    layout: str = "C",
    scale: float = 0.0,
    **sizes: Any,
) -> Arguments:
    """Maps, and a gradient for every window."""
    arguments = maps(rng, n, c, oh=oh, ow=ow, layout=layout, **sizes)
    gradient = numbers(rng, n, c, oh, ow, step=0.5, scale=scale)
    return {"grad_out": lay_out(gradient, layout), **arguments}


def _mean(rng: np.random.Generator, **sizes: Any) -> Arguments:
    arguments = _max(rng, **sizes)
    shape = arguments.pop("x").shape
    return {"grad_out": arguments.pop("grad_out"), "in_shape": shape, **arguments}


BACK_MISTAKES: dict[str, Ways] = {
    "overlap overwrites instead of adds": (
        wrong.overwritten_by_windows,
        wrong.overwritten_by_taps,
    ),
    "stride or offset missing": (
        wrong.offset_missing,
        wrong.row_offset_missing,
        wrong.column_offset_missing,
        wrong.stride_missing,
        wrong.stride_missing_both_ways,
    ),
    "stride forced to the kernel": (wrong.stride_forced,),
    "stride defaults to 1": (wrong.stride_of_one,),
    "stride pair swapped": (wrong.stride_swapped, wrong.given_stride_swapped),
    "stride on one axis only": (
        wrong.stride_on_rows_only,
        wrong.stride_on_columns_only,
        wrong.row_stride_missing,
        wrong.column_stride_missing,
    ),
    "kernel pair swapped": (wrong.kernel_swapped, wrong.kernel_swapped_with_its_stride),
    "kernel width taken as its height": (
        wrong.square_by_height,
        wrong.square_by_width,
        wrong.square_by_height_with_its_stride,
        wrong.square_by_width_with_its_stride,
    ),
    "output width taken as its height": (wrong.square_loop, wrong.square_loop_by_width),
    "last row and column skipped": (
        wrong.one_missing,
        wrong.one_row_missing,
        wrong.one_column_missing,
    ),
    "output H and W swapped": (wrong.out_swapped,),
    "only the first channel": (wrong.first_channel_alone, wrong.first_channel_repeated),
    "batch item 0 for every item": (wrong.first_image,),
    "divided by the batch": (wrong.per_image,),
    "input changed in place": (wrong.spoils_input,),
}
MAX_MISTAKES: dict[str, Ways] = {
    **BACK_MISTAKES,
    "kernel width taken as its height": (
        *BACK_MISTAKES["kernel width taken as its height"],
        wrong.unravelled_by_height,
    ),
    "stride forced to the kernel": (wrong.stride_forced, wrong.stride_forced_on_the_way_back),
    "overlap overwrites instead of adds": (
        *BACK_MISTAKES["overlap overwrites instead of adds"],
        wrong.overwritten_by_winners,
        wrong.overwritten_by_winners_in_columns,
        wrong.overwritten_by_winning_taps,
    ),
    "only the first channel": (
        *BACK_MISTAKES["only the first channel"],
        wrong.first_channel_chooses,
    ),
    "batch item 0 for every item": (
        *BACK_MISTAKES["batch item 0 for every item"],
        wrong.first_image_chooses,
        wrong.first_image_of_gradient,
    ),
}
MAX_SHARES: dict[str, Ways] = {
    "gradient to every tie": (wrong.to_every_tie, wrong.shared_by_ties),
    "gradient spread evenly": (wrong.evenly, wrong.whole),
    "last element": (wrong.to_last,),
    "minimum": (wrong.to_smallest,),
    "accumulator starts at 0": (
        wrong.to_first_above_zero,
        wrong.to_first_above_zero_or_corner,
        wrong.to_ties_above_zero,
    ),
    "maximum across channels": (wrong.across_channels,),
}
MEAN_SHARES: dict[str, Ways] = {
    "gradient not divided by the area": (wrong.whole,),
    "divided by kh²": (wrong.per_height_squared, wrong.per_width_squared),
    "last element": (wrong.to_last, wrong.share_to_last),
}

BACK_WORDS = {
    **WORDS,
    "stride or offset missing": (
        "You leave out the window's offset: value (u, v) of window (i, j) stands at row "
        "i · stride + u and column j · stride + v of the map."
    ),
    "stride on one axis only": "You use the stride along one axis only; both axes have one.",
    "output width taken as its height": (
        "You take grad_out to be square; it has as many columns as there are windows along a row."
    ),
    "last row and column skipped": (
        "You stop one window early: the last row or column of grad_out sends nothing back."
    ),
    "only the first channel": (
        "You use the first channel only; every channel has its own maps and its own gradient."
    ),
    "batch item 0 for every item": (
        "You use the first image of the batch for all of them; image n has gradients of its own."
    ),
    "accumulator starts at 0": (
        "Your search for the largest value starts at 0, so a window of negative values finds no "
        "winner; start at -inf, or at a value of the window."
    ),
    "minimum": "You send the gradient to the smallest value of the window, not to the largest.",
    "maximum across channels": (
        "You look for the winner among all channels; every map has winners of its own."
    ),
}
MAX_WORDS = {
    **BACK_WORDS,
    "last element": "You send the gradient to the last value of the window; the largest gets it.",
}
MEAN_WORDS = {
    **BACK_WORDS,
    "last element": "You give only the last value of a window a gradient; in a mean each has one.",
}

SIDE_BY_SIDE = (
    {"kh": 1, "kw": 2, "oh": 1, "ow": 1},
    {"kh": 2, "kw": 2, "oh": 1, "ow": 2},
    {"kh": 2, "kw": 2, "oh": 3, "ow": 2},
    {"kh": 3, "kw": 3, "oh": 2, "ow": 3},
    {"kh": 2, "kw": 2, "oh": 2, "ow": 3, "eh": 1, "ew": 1},
)
RECTANGULAR = (
    {"kh": 2, "kw": 1, "oh": 2, "ow": 2},
    {"kh": 2, "kw": 3, "oh": 2, "ow": 3},
    {"kh": 3, "kw": 2, "oh": 3, "ow": 2, "form": "list"},
    {"c": 2, "kh": 1, "kw": 4, "oh": 4, "ow": 2},
    {"c": 2, "kh": 4, "kw": 2, "oh": 2, "ow": 5, "eh": 3, "ew": 1},
)
OVERLAPPING = (
    {"kh": 1, "kw": 2, "oh": 1, "ow": 2, "sh": 1, "sw": 1},
    {"kh": 2, "kw": 2, "oh": 2, "ow": 2, "sh": 1, "sw": 1},
    {"kh": 3, "kw": 3, "oh": 3, "ow": 3, "sh": 1, "sw": 1},
    {"kh": 3, "kw": 3, "oh": 2, "ow": 3, "sh": 2, "sw": 2},
    {"kh": 3, "kw": 2, "oh": 3, "ow": 4, "sh": 2, "sw": 1},
    {"c": 2, "kh": 3, "kw": 4, "oh": 4, "ow": 3, "sh": 1, "sw": 2, "ew": 1},
)
GAPS = (
    {"kh": 1, "kw": 1, "oh": 1, "ow": 2, "sh": 2, "sw": 2},
    {"kh": 2, "kw": 2, "oh": 2, "ow": 3, "sh": 3, "sw": 4},
    {"kh": 1, "kw": 2, "oh": 3, "ow": 2, "sh": 2, "sw": 3},
    {"n": 2, "kh": 2, "kw": 1, "oh": 2, "ow": 4, "sh": 3, "sw": 2, "eh": 2},
)
SEVERAL = (
    {"c": 2, "kh": 1, "kw": 2, "oh": 1, "ow": 1},
    {"c": 3, "kh": 2, "kw": 2, "oh": 2, "ow": 1},
    {"n": 2, "kh": 2, "kw": 1, "oh": 1, "ow": 2},
    {"n": 3, "c": 2, "kh": 2, "kw": 2, "oh": 2, "ow": 3},
    {"n": 2, "c": 4, "kh": 2, "kw": 3, "oh": 3, "ow": 2, "sh": 1, "sw": 2},
)
LAYOUTS = (
    {"n": 2, "c": 2, "kh": 2, "kw": 3, "oh": 2, "ow": 3, "layout": "F"},
    {"n": 2, "c": 3, "kh": 3, "kw": 2, "oh": 2, "ow": 2, "sh": 1, "sw": 1, "layout": "strided"},
)
BACK_SCALES = (
    {"kh": 2, "kw": 2, "oh": 2, "ow": 3, "sh": 1, "sw": 2, "kind": "large", "scale": 1e5},
    {"kh": 2, "kw": 3, "oh": 2, "ow": 2, "kind": "small", "scale": 1e-8},
)
BACK_MANNERS = (
    {"kh": 1, "kw": 1, "oh": 2, "ow": 3},
    {"kh": 1, "kw": 1, "oh": 1, "ow": 1},
    {"n": 2, "c": 2, "kh": 2, "kw": 2, "oh": 2, "ow": 2, "sh": 1, "sw": 1},
)
#: Shapes of grad_out that do not fit windows of 2 × 2 side by side on (1, 2, 4, 5).
MISFITS: dict[str, tuple[int, ...]] = {
    "grad_out with three axes": (2, 2, 2),
    "grad_out of other images": (2, 2, 2, 2),
    "grad_out of other channels": (1, 1, 2, 2),
    "grad_out too high": (1, 2, 3, 2),
    "grad_out too low": (1, 2, 1, 2),
    "grad_out too wide": (1, 2, 2, 3),
    "grad_out shaped like x": (1, 2, 4, 5),
}


def _bad_backward(
    name: str, fitting: Any, bad: dict[str, Any]
) -> dict[str, Callable[[], Arguments]]:
    """Calls that must raise; `name` is the parameter that says what went in."""
    good = {"grad_out": np.ones((1, 2, 2, 2)), name: fitting, "kernel_size": 2}
    misfits = {what: {"grad_out": np.ones(shape)} for what, shape in MISFITS.items()}
    return altered(good, {**BAD_SIZES, **misfits, **{what: {name: v} for what, v in bad.items()}})


max_pool2d_backward = Exercise(
    name="max_pool2d_backward",
    notebook=NOTEBOOK,
    reference=ops.max_pool2d_backward,
    make=_max,
    groups=(
        Group("windows side by side", 0.75, SIDE_BY_SIDE, draws={"oh": (1, 2, 3), "ow": (2, 4)}),
        Group("rectangular window", 0.5, RECTANGULAR, draws=SIZES),
        Group(
            "overlapping windows",
            1.0,
            OVERLAPPING,
            draws={"oh": (2, 3, 4), "ow": (3, 4), "n": (1, 2)},
        ),
        Group("gaps between windows", 0.25, GAPS, draws=STRIDES),
        Group("several channels and images", 0.5, SEVERAL, draws={"n": (2, 3), "c": (2, 3, 4)}),
        Group(
            "ties",
            0.75,
            (
                {"kh": 1, "kw": 2, "oh": 1, "ow": 3, "kind": "ties"},
                {"kh": 2, "kw": 2, "oh": 2, "ow": 3, "kind": "ties"},
                {"kh": 3, "kw": 2, "oh": 3, "ow": 3, "kind": "ties"},
                {"c": 2, "kh": 3, "kw": 3, "oh": 3, "ow": 2, "sh": 1, "sw": 2, "kind": "ties"},
                {"n": 2, "kh": 2, "kw": 3, "oh": 3, "ow": 2, "kind": "rectified"},
                {"kh": 2, "kw": 2, "oh": 2, "ow": 3, "kind": "close"},
            ),
            draws={"oh": (2, 3), "ow": (3, 4), "n": (1, 2)},
        ),
        Group(
            "negative values",
            0.25,
            (
                {"kh": 1, "kw": 2, "oh": 1, "ow": 2, "kind": "low"},
                {"kh": 2, "kw": 2, "oh": 2, "ow": 3, "kind": "low"},
                {"c": 2, "kh": 3, "kw": 2, "oh": 2, "ow": 2, "sh": 1, "sw": 1, "kind": "low"},
                {"kh": 2, "kw": 3, "oh": 2, "ow": 2, "kind": "deep"},
            ),
        ),
        Group("scales and memory layouts", 0.25, (*BACK_SCALES, *LAYOUTS)),
        invalid(
            _bad_backward(
                "x",
                np.ones((1, 2, 4, 5)),
                {"x with three axes": np.ones((2, 4, 5)), "x too low": np.ones((1, 2, 3, 5))},
            ),
            0.25,
        ),
        Group(MANNERS, 0.5, BACK_MANNERS),
    ),
    misconceptions=(
        *mistakes(MAX_SHARES, wrong.as_max, MAX_WORDS),
        *mistakes(MAX_MISTAKES, wrong.on_max, MAX_WORDS),
    ),
    hints=(
        "Move one value of a window a little. When does the maximum move with it, and when does "
        "nothing happen at all?",
        "So each window passes its gradient on to the value that won. Start from zeros shaped like "
        "x, and add with +=, because one value can win several windows.",
        "`np.argmax` of a flattened window names the first of equal values in row order; "
        "`divmod(index, kw)` gives its row and column inside the window.",
        "For each (n, c, i, j): `window = x[n, c, i * sh : i * sh + kh, j * sw : j * sw + kw]`, "
        "`u, v = divmod(window.argmax(), kw)`, then "
        "`grad_x[n, c, i * sh + u, j * sw + v] += grad_out[n, c, i, j]`.",
    ),
)


avg_pool2d_backward = Exercise(
    name="avg_pool2d_backward",
    notebook=NOTEBOOK,
    reference=ops.avg_pool2d_backward,
    make=_mean,
    groups=(
        Group("windows side by side", 0.5, SIDE_BY_SIDE, draws={"oh": (1, 2, 3), "ow": (2, 4)}),
        Group("rectangular window", 0.5, RECTANGULAR, draws=SIZES),
        Group(
            "overlapping windows",
            0.75,
            OVERLAPPING,
            draws={"oh": (2, 3, 4), "ow": (3, 4), "n": (1, 2)},
        ),
        Group("gaps between windows", 0.25, GAPS, draws=STRIDES),
        Group("several channels and images", 0.25, SEVERAL, draws={"n": (2, 3), "c": (2, 3, 4)}),
        Group("scales and memory layouts", 0.25, (*BACK_SCALES, *LAYOUTS)),
        invalid(
            _bad_backward(
                "in_shape",
                (1, 2, 4, 5),
                {
                    "in_shape of three sizes": (2, 4, 5),
                    "in_shape with a 0": (1, 2, 4, 0),
                    "in_shape too low": (1, 2, 3, 5),
                },
            ),
            0.25,
        ),
        Group(MANNERS, 0.25, BACK_MANNERS),
    ),
    misconceptions=(
        *mistakes(MEAN_SHARES, wrong.as_mean, MEAN_WORDS),
        *mistakes(BACK_MISTAKES, wrong.on_mean, MEAN_WORDS),
    ),
    hints=(
        "Move one value of a window by ε. By how much does the window's mean move?",
        "By ε / (kh·kw). So each value of window (i, j) gets grad_out[n, c, i, j] / (kh·kw), and a "
        "value that lies in several windows gets it from each.",
        "Start from `np.zeros(in_shape)`; for each place (i, j) add `grad_out[:, :, i, j] / "
        "(kh * kw)`, with two new axes behind it, to the window's slice.",
    ),
)
