"""Exercises on pooling window by window: max_pool2d and avg_pool2d."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np

from autograder.exercise import MANNERS, Arguments, Exercise, Group
from autograder.exercises.groups import altered, invalid
from autograder.exercises.phrases import Ways, mistakes
from autograder.exercises.pooling.common import (
    BAD_SIZES,
    NOTEBOOK,
    SIZES,
    STRIDES,
    maps,
)
from autograder.exercises.pooling.wrong import kinds, places
from cnnlib import ops

__all__ = ["WORDS", "avg_pool2d", "max_pool2d"]

Way = Callable[..., Any]

#: What goes wrong with the places of windows, whatever is made of them.
PLACE_MISTAKES: dict[str, Ways] = {
    "stride forced to the kernel": (places.stride_forced, places.stride_forced_in_windows),
    "stride defaults to 1": (places.stride_of_one,),
    "stride pair swapped": (
        places.stride_swapped,
        places.given_stride_swapped,
        places.stride_swapped_in_windows,
    ),
    "stride on one axis only": (
        places.stride_on_rows_only,
        places.stride_on_columns_only,
        places.rows_stride_in_windows_only,
        places.columns_stride_in_windows_only,
    ),
    "index i instead of i·stride": (places.index_without_stride,),
    "kernel pair swapped": (
        places.kernel_swapped,
        places.kernel_swapped_beside_its_stride,
        places.kernel_swapped_in_windows,
        places.kernel_swapped_in_counts,
    ),
    "kernel width taken as its height": (
        places.square_by_height,
        places.square_by_width,
        places.square_by_height_beside_its_stride,
        places.square_by_width_beside_its_stride,
        places.square_by_height_in_windows,
        places.square_by_width_in_windows,
    ),
    "ceiling instead of floor": (places.rounded_up,),
    "the +1 missing": (
        places.one_missing,
        places.one_row_missing,
        places.one_column_missing,
        places.range_too_short,
        places.row_range_too_short,
        places.column_range_too_short,
        places.last_left_zero,
        places.last_left_infinite,
    ),
    "output width taken as its height": (
        places.square_output,
        places.square_output_by_width,
        places.cropped_to_a_square,
        places.cropped_to_a_square_by_width,
        places.square_loop,
        places.square_loop_by_width,
    ),
    "output H and W swapped": (places.out_swapped, places.out_swapped_memory),
    "padding pair swapped": (places.padding_swapped,),
    "padding only at top left": (places.padding_top_left, places.double_padding_top_left),
    "only at bottom right": (
        places.padding_bottom_right,
        places.double_padding_bottom_right,
    ),
    "batch or channel axis padded too": (
        places.padding_on_all_axes,
        places.padding_alike_on_all_axes,
        places.padding_on_channels,
    ),
    "maximum across channels": (
        places.across_channels,
        places.across_channels_repeated,
        places.across_channels_without_axis,
    ),
    "NHWC read as NCHW": (places.channels_last, places.channels_last_memory),
    "only the first channel": (
        places.first_channel,
        places.first_channel_repeated,
        places.first_channel_alone,
    ),
    "batch item 0 for every item": (places.first_image,),
    "input changed in place": (places.spoils_input,),
}
#: Windows that may reach beyond the map: `slice.max()` raises where nothing of it is left, and
#: `slice.mean()` divides by what there is.
SLICE_MISTAKES: dict[str, Ways] = {
    "stride forced to the kernel": (places.stride_forced_in_windows,),
    "stride pair swapped": (places.stride_swapped_in_windows,),
    "kernel pair swapped": (places.kernel_swapped_in_windows,),
    "kernel width taken as its height": (
        places.square_by_height_in_windows,
        places.square_by_width_in_windows,
    ),
    "ceiling instead of floor": (places.rounded_up,),
    "output width taken as its height": (places.square_output, places.square_output_by_width),
}
MAX_KINDS: dict[str, Ways] = {
    "last element": (
        kinds.last,
        kinds.last_or_zero,
        kinds.last_or_infinite,
        kinds.largest_of_last_row,
    ),
    "minimum": (
        kinds.smallest,
        kinds.smallest_with_zeros,
        kinds.smallest_with_infinite_padding,
        kinds.smallest_from_zero,
    ),
    "mean and max swapped": (
        kinds.mean_counted,
        kinds.mean_inside,
        kinds.mean_with_infinite_padding,
    ),
    "sum": (kinds.total, kinds.sum_with_infinite_padding),
    "accumulator starts at 0": (kinds.clamped,),
    "zero padding wins": (kinds.largest_with_zeros,),
}
MEAN_KINDS: dict[str, Ways] = {
    "last element": (kinds.last, kinds.last_or_zero),
    "minimum": (kinds.smallest, kinds.smallest_with_zeros),
    "mean and max swapped": (kinds.largest, kinds.largest_with_zeros, kinds.clamped),
}
MEAN_MISTAKES: dict[str, Ways] = {
    "sum": (partial(kinds.as_mean, kinds.total), partial(kinds.as_counted_mean, kinds.total)),
    "`=` instead of `+=`": (
        partial(kinds.as_mean, kinds.last_share),
        kinds.last_of_the_sum,
    ),
    "divided by kh²": (
        partial(kinds.as_mean, kinds.per_height_squared),
        partial(kinds.as_mean, kinds.per_width_squared),
        partial(kinds.as_counted_mean, kinds.per_height_squared),
        partial(kinds.as_counted_mean, kinds.per_width_squared),
    ),
    "padding counted in the mean or not": (
        partial(kinds.as_mean, kinds.mean_counted),
        partial(kinds.as_mean, kinds.mean_inside),
        kinds.padding_otherwise,
    ),
    "border repeated instead of zeros": (
        kinds.repeated_border,
        kinds.repeated_border_where_counted,
    ),
}
#: What pooling calls these mistakes.
WORDS = {
    "border repeated instead of zeros": (
        "You repeat the border into the padding; average pooling pads with zeros."
    ),
    "stride pair swapped": "You read stride as (horizontal, vertical); rows come first.",
    "stride on one axis only": "You use the stride along one axis only; both axes have one.",
    "index i instead of i·stride": (
        "Your windows move by one pixel; the window of output row i starts at row i · stride."
    ),
    "ceiling instead of floor": (
        "You round the number of windows up; one that does not fit completely is left out."
    ),
    "the +1 missing": (
        "You stop one window early; (H + 2·padding - kh) // stride + 1 fit from top to bottom."
    ),
    "padding pair swapped": "You read padding as (horizontal, vertical); rows come first.",
    "padding only at top left": (
        "You pad above and on the left only; padding goes on both sides of an axis, "
        "so a map of height H grows to H + 2·padding."
    ),
    "only at bottom right": (
        "You pad below and on the right only; padding goes on both sides of an axis."
    ),
    "batch or channel axis padded too": (
        "You pad images and channels as well; only height and width are padded."
    ),
    "output width taken as its height": (
        "You take the output to be square; its width has a number of windows of its own."
    ),
    "kernel width taken as its height": (
        "You take the window to be square; its height and its width are two different numbers."
    ),
    "NHWC read as NCHW": (
        "Your windows lie over the wrong axes; height and width are the last two of (N, C, H, W)."
    ),
    "only the first channel": "You pool the first channel only; every channel has a map to pool.",
}
MAX_WORDS = {**WORDS, "sum": "You sum the window; max pooling keeps its largest value."}
MEAN_WORDS = {
    **WORDS,
    "last element": "You keep the last value of every window; a mean takes all of them.",
    "minimum": "You take the smallest value of the window where its mean is asked for.",
    "mean and max swapped": "You take the largest value of the window where its mean is asked for.",
    "`=` instead of `+=`": (
        "You assign where you should add: of every window only the last value is left; use +=."
    ),
}

SIDE_BY_SIDE = (
    {"kh": 1, "kw": 2, "oh": 1, "ow": 1},
    {"kh": 2, "kw": 2, "oh": 1, "ow": 2},
    {"kh": 2, "kw": 2, "oh": 3, "ow": 2},
    {"kh": 3, "kw": 3, "oh": 2, "ow": 3},
    {"kh": 2, "kw": 2, "oh": 2, "ow": 3, "eh": 1, "ew": 1},
    {"kh": 3, "kw": 3, "oh": 2, "ow": 1, "eh": 1, "ew": 2, "form": "list"},
)
RECTANGULAR = (
    {"kh": 2, "kw": 1, "oh": 2, "ow": 2},
    {"kh": 2, "kw": 3, "oh": 2, "ow": 3},
    {"kh": 3, "kw": 2, "oh": 3, "ow": 2, "form": "list"},
    {"c": 2, "kh": 1, "kw": 4, "oh": 4, "ow": 2},
    {"c": 2, "kh": 4, "kw": 2, "oh": 2, "ow": 5, "eh": 3, "ew": 1},
)
STRIDED = (
    {"kh": 2, "kw": 2, "oh": 1, "ow": 2, "sh": 1, "sw": 1},
    {"kh": 3, "kw": 3, "oh": 2, "ow": 3, "sh": 2, "sw": 2},
    {"kh": 3, "kw": 2, "oh": 3, "ow": 4, "sh": 2, "sw": 1},
    {"kh": 2, "kw": 3, "oh": 2, "ow": 3, "sh": 1, "sw": 2, "form": "list"},
    {"kh": 2, "kw": 2, "oh": 2, "ow": 3, "sh": 3, "sw": 4},
    {"kh": 1, "kw": 2, "oh": 3, "ow": 2, "sh": 2, "sw": 3},
    {"c": 2, "kh": 3, "kw": 4, "oh": 3, "ow": 2, "sh": 2, "sw": 3, "eh": 1, "ew": 2},
)
SEVERAL = (
    {"c": 2, "kh": 1, "kw": 2, "oh": 1, "ow": 1},
    {"c": 3, "kh": 2, "kw": 2, "oh": 2, "ow": 1},
    {"n": 2, "kh": 2, "kw": 1, "oh": 1, "ow": 2},
    {"n": 3, "c": 2, "kh": 2, "kw": 2, "oh": 2, "ow": 3},
    {"n": 2, "c": 4, "kh": 2, "kw": 3, "oh": 3, "ow": 2, "sh": 1, "sw": 2},
)
PADDED = (
    {"kh": 2, "kw": 2, "oh": 2, "ow": 2, "ph": 1, "pw": 1},
    {"kh": 3, "kw": 3, "oh": 3, "ow": 2, "sh": 2, "sw": 2, "ph": 1, "pw": 1},
    {"kh": 2, "kw": 3, "oh": 3, "ow": 3, "ph": 1, "pw": 0},
    {"kh": 3, "kw": 4, "oh": 2, "ow": 3, "sh": 2, "sw": 3, "ph": 1, "pw": 2, "form": "list"},
    {"kh": 4, "kw": 2, "oh": 6, "ow": 3, "sh": 1, "sw": 2, "ph": 2, "pw": 1, "ew": 1},
    {"n": 2, "c": 3, "kh": 3, "kw": 2, "oh": 2, "ow": 4, "sh": 3, "sw": 1, "ph": 1, "pw": 1},
)
LAYOUTS = (
    {"n": 2, "c": 2, "kh": 2, "kw": 3, "oh": 2, "ow": 3, "layout": "F"},
    {"n": 2, "c": 3, "kh": 3, "kw": 2, "oh": 2, "ow": 2, "sh": 1, "sw": 1, "layout": "strided"},
)
SCALES = (
    {"kh": 2, "kw": 3, "oh": 2, "ow": 2, "sh": 1, "sw": 2, "kind": "large"},
    {"kh": 3, "kw": 2, "oh": 2, "ow": 2, "kind": "small"},
)
POOL_MANNERS = (
    {"kh": 1, "kw": 1, "oh": 2, "ow": 3},
    {"kh": 1, "kw": 1, "oh": 2, "ow": 2, "sh": 2, "sw": 2},
    {"kh": 1, "kw": 1, "oh": 1, "ow": 1},
    # Without negative values, so that zeros as padding are no matter of this group.
    {"c": 2, "kh": 2, "kw": 2, "oh": 2, "ow": 3, "ph": 1, "pw": 1, "kind": "rectified"},
    {"n": 2, "c": 2, "kh": 2, "kw": 2, "oh": 2, "ow": 2, "sh": 1, "sw": 1},
)


def _bad_pools() -> dict[str, Callable[[], Arguments]]:
    sizes: dict[str, dict[str, Any]] = {
        **BAD_SIZES,
        "negative padding": {"kernel_size": 2, "padding": -1},
        "three paddings": {"kernel_size": 2, "padding": (1, 1, 1)},
        "padding over half the kernel": {"kernel_size": 3, "padding": 2},
        "padding over half its height": {"kernel_size": (2, 4), "padding": (2, 2)},
        "padding over half its width": {"kernel_size": (4, 2), "padding": (2, 2)},
        "padding beside a kernel of 1": {"kernel_size": 1, "padding": 1},
    }
    axes = {"three axes": np.ones((2, 4, 5)), "five axes": np.ones((1, 1, 2, 4, 5))}
    return altered(
        {"x": np.ones((1, 2, 4, 5)), "kernel_size": 2},
        {**sizes, **{what: {"x": x} for what, x in axes.items()}},
    )


def _placed(on: Way, on_slices: Way, more: Mapping[str, Ways] | None = None) -> dict[str, Ways]:
    """The mistakes with places as answers of one kind, where they matter by slices as well."""
    by_slices = {**SLICE_MISTAKES, **(more or {})}
    return {
        phrase: (
            *(partial(on, place) for place in ways),
            *(partial(on_slices, place) for place in by_slices.get(phrase, ())),
        )
        for phrase, ways in PLACE_MISTAKES.items()
    }


max_pool2d = Exercise(
    name="max_pool2d",
    notebook=NOTEBOOK,
    reference=ops.max_pool2d,
    make=maps,
    groups=(
        Group("windows side by side", 0.5, SIDE_BY_SIDE, draws={"oh": (1, 2, 3), "ow": (2, 3, 5)}),
        Group("rectangular window", 0.5, RECTANGULAR, draws=SIZES),
        Group(
            "negative values",
            0.5,
            (
                {"kh": 1, "kw": 2, "oh": 1, "ow": 2, "kind": "low"},
                {"kh": 2, "kw": 2, "oh": 2, "ow": 3, "kind": "low"},
                {"c": 2, "kh": 3, "kw": 2, "oh": 2, "ow": 2, "sh": 1, "sw": 1, "kind": "low"},
                {"kh": 2, "kw": 3, "oh": 2, "ow": 2, "kind": "deep"},
            ),
        ),
        Group("several channels and images", 0.5, SEVERAL, draws={"n": (2, 3), "c": (2, 3, 4)}),
        Group("stride", 1.0, STRIDED, draws={**SIZES, **STRIDES}),
        Group(
            "padding",
            1.0,
            (
                *PADDED,
                {"kh": 2, "kw": 2, "oh": 2, "ow": 2, "ph": 1, "pw": 1, "kind": "low"},
                {"kh": 3, "kw": 4, "oh": 2, "ow": 3, "ph": 1, "pw": 2, "kind": "low"},
                {"c": 2, "kh": 2, "kw": 3, "oh": 3, "ow": 3, "ph": 1, "pw": 1, "kind": "deep"},
            ),
            draws={"n": (1, 2), "oh": (2, 3, 4), "ow": (3, 4), "kind": ("mixed", "low")},
        ),
        Group("scales and memory layouts", 0.25, (*SCALES, *LAYOUTS)),
        invalid(_bad_pools(), 0.25),
        Group(MANNERS, 0.5, POOL_MANNERS),
    ),
    misconceptions=(
        *mistakes(MAX_KINDS, kinds.as_max, MAX_WORDS),
        *mistakes(_placed(kinds.on_max, kinds.on_slices_max), words=MAX_WORDS),
    ),
    hints=(
        "How many windows are there? The padded map has H + 2·ph rows, and the window's first row "
        "moves from 0 in steps of sh for as long as kh rows are left.",
        "Pad with -inf, which never is the largest: "
        '`ops.pad2d(x, (ph, pw), mode="constant", value=-np.inf)`.',
        "Window (i, j) is `padded[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw]`; "
        "its maximum over the last two axes belongs at `out[:, :, i, j]`.",
        "Without a loop over places: for each (u, v) of the window, the slice "
        "`padded[:, :, u : u + sh * (oh - 1) + 1 : sh, v : v + sw * (ow - 1) + 1 : sw]` holds what "
        "stands there in every window; `np.maximum` of all these slices is the answer.",
    ),
)


def _mean(rng: np.random.Generator, inside: bool = False, **sizes: Any) -> Arguments:
    arguments = maps(rng, **sizes)
    return {**arguments, "count_include_pad": False} if inside else arguments


avg_pool2d = Exercise(
    name="avg_pool2d",
    notebook=NOTEBOOK,
    reference=ops.avg_pool2d,
    make=_mean,
    groups=(
        Group("windows side by side", 0.5, SIDE_BY_SIDE, draws={"oh": (1, 2, 3), "ow": (2, 3, 5)}),
        Group("rectangular window", 0.5, RECTANGULAR, draws=SIZES),
        Group("several channels and images", 0.5, SEVERAL, draws={"n": (2, 3), "c": (2, 3, 4)}),
        Group("stride", 0.75, STRIDED, draws={**SIZES, **STRIDES}),
        Group(
            "padding that counts",
            0.5,
            PADDED,
            draws={"n": (1, 2), "oh": (2, 3, 4), "ow": (3, 4)},
        ),
        Group(
            "padding that does not count",
            0.5,
            (
                *({**case, "inside": True} for case in PADDED),
                {"kh": 2, "kw": 2, "oh": 2, "ow": 2, "inside": True},
                {"kh": 2, "kw": 3, "oh": 3, "ow": 3, "ph": 1, "pw": 1, "kind": "rectified"}
                | {"inside": True},
            ),
            draws={"n": (1, 2), "oh": (2, 3, 4), "ow": (3, 4), "kind": ("mixed", "rectified")},
        ),
        Group("scales and memory layouts", 0.25, (*SCALES, *LAYOUTS)),
        invalid(_bad_pools(), 0.25),
        Group(MANNERS, 0.25, POOL_MANNERS),
    ),
    misconceptions=(
        *mistakes(MEAN_KINDS, kinds.as_mean, MEAN_WORDS),
        *mistakes(MEAN_MISTAKES, words=MEAN_WORDS),
        *mistakes(
            _placed(
                kinds.on_mean,
                kinds.on_slices_mean,
                # The largest value of such a window is right, its mean is not.
                {"padding only at top left": (places.padding_top_left_in_windows,)},
            ),
            words=MEAN_WORDS,
        ),
    ),
    hints=(
        "The windows lie where they lie in max_pool2d; only what is made of each is different. "
        "Zeros as padding change no sum.",
        "Divide the sum of each window by the number of values that count: kh·kw of them, or with "
        "count_include_pad=False those that lie inside the map.",
        "That number is itself a sum over windows: of a map of ones, padded with zeros. "
        "At a corner it is smaller than at an edge.",
        "For each (u, v), add the slice `padded[:, :, u : u + sh * (oh - 1) + 1 : sh, "
        "v : v + sw * (ow - 1) + 1 : sw]` to the sums, and the same slice of the padded ones to "
        "the counts.",
    ),
)
