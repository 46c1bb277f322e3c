"""Exercises on whole maps: their means, the memory that pooling saves, what a shift changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.callables import pooling as pools
from autograder.exercise import MANNERS, Arguments, Exercise, Group
from autograder.exercises.draw import lay_out
from autograder.exercises.groups import invalid
from autograder.exercises.phrases import Ways, misconception, mistakes
from autograder.exercises.pooling import wrong, wrong_whole
from autograder.exercises.pooling.common import (
    BAD_SIZES,
    NOTEBOOK,
    SIZES,
    STRIDES,
    bad_calls,
    reach,
    size_pair,
    values,
)
from autograder.exercises.pooling.windows import WORDS
from cnnlib import ops

__all__ = ["avg_pool_as_conv", "change_under_shift", "global_avg_pool", "values_saved"]


def _maps(
    rng: np.random.Generator,
    n: int = 1,
    c: int = 1,
    h: int = 2,
    w: int = 2,
    kind: str = "mixed",
    layout: str = "C",
) -> Arguments:
    return {"x": lay_out(values(rng, kind, n, c, h, w), layout)}


global_avg_pool = Exercise(
    name="global_avg_pool",
    notebook=NOTEBOOK,
    reference=ops.global_avg_pool,
    make=_maps,
    groups=(
        Group(
            "one image",
            0.5,
            (
                {"h": 1, "w": 2},
                {"h": 2, "w": 3},
                {"c": 2, "h": 2, "w": 2},
                {"c": 3, "h": 3, "w": 4},
                {"c": 2, "h": 4, "w": 1},
                {"c": 5, "h": 6, "w": 7},
            ),
            draws={"c": (2, 3, 4), "h": (1, 3, 5), "w": (2, 4)},
        ),
        Group(
            "several images",
            0.5,
            (
                {"n": 2, "h": 1, "w": 2},
                {"n": 3, "c": 2, "h": 2, "w": 3},
                {"n": 2, "c": 4, "h": 3, "w": 2},
                {"n": 3, "c": 3, "h": 2, "w": 5, "kind": "low"},
            ),
            draws={"n": (2, 3, 4), "c": (2, 3), "h": (1, 3), "w": (2, 4)},
        ),
        Group(
            "memory layouts",
            0.25,
            (
                {"n": 2, "c": 3, "h": 2, "w": 3, "layout": "F"},
                {"n": 3, "c": 2, "h": 3, "w": 2, "layout": "strided"},
            ),
        ),
        invalid(
            {
                "two axes": lambda: {"x": np.ones((4, 5))},
                "three axes": lambda: {"x": np.ones((2, 4, 5))},
                "five axes": lambda: {"x": np.ones((1, 1, 2, 4, 5))},
            },
            0.25,
        ),
        Group(
            MANNERS,
            0.5,
            (
                {"n": 2, "c": 3, "h": 1, "w": 1},
                {"h": 1, "w": 1},
                {"n": 2, "c": 2, "h": 2, "w": 3},
            ),
        ),
    ),
    misconceptions=mistakes(
        {
            "global pool over the batch": (
                wrong_whole.map_over_batch,
                wrong_whole.map_over_batch_keeping_its_axis,
                wrong_whole.map_over_batch_repeated,
                wrong_whole.map_over_batch_alone,
                wrong_whole.map_sum_over_batch,
            ),
            "sum": (wrong_whole.map_sums,),
            "mean and max swapped": (wrong_whole.map_maxima,),
            "minimum": (wrong_whole.map_minima,),
            "last element": (wrong_whole.map_last,),
            "divided by kh²": (
                wrong_whole.map_per_height_squared,
                wrong_whole.map_per_width_squared,
            ),
            "maximum across channels": (
                wrong_whole.map_across_channels,
                wrong_whole.map_across_channels_repeated,
            ),
            "NHWC read as NCHW": (
                wrong_whole.map_channels_last,
                wrong_whole.map_channels_last_memory,
            ),
            "only the first channel": (
                wrong_whole.map_first_channel,
                wrong_whole.map_first_channel_alone,
            ),
            "batch item 0 for every item": (wrong_whole.map_first_image,),
            "divided by the batch": (wrong_whole.map_per_image,),
            "last row and column skipped": (
                wrong_whole.map_without_last,
                wrong_whole.map_without_last_in_the_sum,
            ),
            "input changed in place": (wrong_whole.map_spoils_input,),
        },
        words={
            "mean and max swapped": "You take the largest value where the mean is asked for.",
            "minimum": "You take the smallest value where the mean is asked for.",
            "last element": "You keep the last value of every map; a mean takes all of them.",
            "divided by kh²": "You divide by H·H, or W·W; a map holds H·W values.",
            "NHWC read as NCHW": (
                "You average over the wrong axes; height and width are the last two of "
                "(N, C, H, W)."
            ),
            "only the first channel": (
                "You average the first channel only; every channel has a mean of its own."
            ),
            "divided by the batch": (
                "You divide by the number of images as well; each image keeps its own means."
            ),
            "last row and column skipped": (
                "You leave out the last row and column; the mean takes the whole map."
            ),
        },
    ),
    hints=(
        "Which of the four axes disappear, and which two stay?",
        "Height and width disappear; every image keeps one number for each channel.",
        "`x.mean(axis=(2, 3))`.",
    ),
)


def _conv(
    rng: np.random.Generator, channels: int = 1, kh: int = 2, kw: int = 2, form: str = "plain"
) -> Arguments:
    return {"channels": channels, "kernel_size": size_pair(kh, kw, form)}


avg_pool_as_conv = Exercise(
    name="avg_pool_as_conv",
    notebook=NOTEBOOK,
    reference=ops.avg_pool_as_conv,
    make=_conv,
    groups=(
        Group(
            "one channel",
            0.5,
            (
                {"kh": 1, "kw": 1},
                {"kh": 2, "kw": 2},
                {"kh": 2, "kw": 3},
                {"kh": 4, "kw": 1, "form": "list"},
            ),
            draws={"kh": (1, 2, 3, 5), "kw": (2, 3, 4)},
        ),
        Group(
            "several channels",
            1.0,
            (
                {"channels": 2, "kh": 1, "kw": 1},
                {"channels": 2, "kh": 2, "kw": 2},
                {"channels": 3, "kh": 3, "kw": 2},
                {"channels": 4, "kh": 1, "kw": 3, "form": "list"},
                {"channels": 3, "kh": 4, "kw": 5},
            ),
            draws={"channels": (2, 3, 5), "kh": (1, 2, 3), "kw": (2, 3, 4)},
        ),
        invalid(
            {
                "no channels": lambda: {"channels": 0, "kernel_size": 2},
                "negative channels": lambda: {"channels": -1, "kernel_size": 2},
                "kernel size 0": lambda: {"channels": 2, "kernel_size": 0},
                "kernel height 0": lambda: {"channels": 2, "kernel_size": (0, 2)},
                "three lengths": lambda: {"channels": 2, "kernel_size": (2, 2, 2)},
            },
            0.25,
        ),
        Group(MANNERS, 0.25, ({"channels": 2, "kh": 2, "kw": 3}, {"kh": 1, "kw": 1})),
    ),
    misconceptions=mistakes(
        {
            "sum": (wrong_whole.conv_of_ones,),
            "divided by kh²": (
                wrong_whole.conv_per_height_squared,
                wrong_whole.conv_per_width_squared,
            ),
            "kernel pair swapped": (wrong_whole.conv_swapped,),
            "kernel width taken as its height": (
                wrong_whole.conv_square_by_height,
                wrong_whole.conv_square_by_width,
            ),
            "last element": (wrong_whole.conv_last,),
            "filter 0 for every filter": (wrong_whole.conv_first_filter,),
            "only the first channel": (wrong_whole.conv_first_channel,),
            "NHWC read as NCHW": (
                wrong_whole.conv_channels_last,
                wrong_whole.conv_channels_last_twice,
            ),
        },
        words={
            "sum": "Your weights are 1, which sums the window; a mean needs 1 / (kh·kw).",
            "last element": "Your filters pick the last value of the window; a mean takes all.",
            "kernel width taken as its height": WORDS["kernel width taken as its height"],
            "filter 0 for every filter": (
                "All your filters look at channel 0; filter f looks at channel f."
            ),
            "only the first channel": (
                "Only your first filter has weights; filter f looks at channel f, for every f."
            ),
            "NHWC read as NCHW": (
                "Your channels stand behind height and width; weight is (C, C, kh, kw)."
            ),
        },
    ),
    hints=(
        "Pooling keeps channels apart. Which weights must be 0, so that output channel f sees "
        "nothing of any channel but f?",
        "All of weight[f, c] with f ≠ c; and each weight[f, f] is the averaging kernel.",
        "Start from `np.zeros((channels, channels, kh, kw))`, and set `weight[f, f]` to "
        "`1 / (kh * kw)` for every f.",
    ),
)


def _saved(
    rng: np.random.Generator,
    kh: int = 2,
    kw: int = 2,
    oh: int = 2,
    ow: int = 2,
    sh: int = 0,
    sw: int = 0,
    eh: int = 0,
    ew: int = 0,
    leading: tuple[int, ...] = (),
    form: str = "plain",
) -> Arguments:
    """A shape by the sizes of window and output, as in `maps`."""
    arguments = {
        "in_shape": (*leading, reach(oh, kh, sh, eh), reach(ow, kw, sw, ew)),
        "kernel_size": size_pair(kh, kw, form),
    }
    return {**arguments, "stride": size_pair(sh or kh, sw or kw, form)} if sh or sw else arguments


#: The mistakes with places that change how many windows there are.
COUNT_MISTAKES: dict[str, Ways] = {
    "stride forced to the kernel": (wrong.stride_forced,),
    "stride defaults to 1": (wrong.stride_of_one,),
    "stride pair swapped": (wrong.stride_swapped, wrong.given_stride_swapped),
    "stride on one axis only": (wrong.stride_on_rows_only, wrong.stride_on_columns_only),
    "kernel pair swapped": (wrong.kernel_swapped, wrong.kernel_swapped_beside_its_stride),
    "kernel width taken as its height": (
        wrong.square_by_height,
        wrong.square_by_width,
        wrong.square_by_height_beside_its_stride,
        wrong.square_by_width_beside_its_stride,
    ),
    "the +1 missing": (
        wrong.one_missing,
        wrong.one_row_missing,
        wrong.one_column_missing,
        wrong.range_too_short,
        wrong.row_range_too_short,
        wrong.column_range_too_short,
    ),
}

values_saved = Exercise(
    name="values_saved",
    notebook=NOTEBOOK,
    reference=ops.values_saved,
    make=_saved,
    groups=(
        Group(
            "windows side by side",
            0.5,
            (
                {"oh": 1, "ow": 1},
                {"kh": 1, "kw": 2, "oh": 1, "ow": 2},
                {"kh": 2, "kw": 3, "oh": 2, "ow": 3},
                {"kh": 1, "kw": 1, "oh": 4, "ow": 3},
                {"leading": (16,), "oh": 14, "ow": 14},
                {"leading": (3, 8), "kh": 3, "kw": 2, "oh": 2, "ow": 6},
                {"kh": 3, "kw": 2, "oh": 3, "ow": 3, "form": "list"},
            ),
            draws={**SIZES, "leading": ((), (3,), (2, 5))},
        ),
        Group(
            "windows that do not reach the end",
            0.5,
            (
                {"oh": 1, "ow": 1, "eh": 1, "ew": 1},
                {"kh": 2, "kw": 3, "oh": 2, "ow": 2, "eh": 1, "ew": 2},
                {"leading": (4, 7), "kh": 3, "kw": 2, "oh": 3, "ow": 3, "eh": 2, "ew": 1},
                {"leading": (2,), "kh": 4, "kw": 4, "oh": 1, "ow": 2, "eh": 3, "ew": 2},
            ),
            draws={"oh": (1, 2, 3), "ow": (2, 4, 5)},
        ),
        Group(
            "stride",
            0.75,
            (
                {"oh": 2, "ow": 2, "sh": 1, "sw": 1},
                {"kh": 3, "kw": 3, "oh": 4, "ow": 3, "sh": 2, "sw": 2},
                {"kh": 2, "kw": 3, "oh": 3, "ow": 4, "sh": 3, "sw": 1},
                {"kh": 3, "kw": 2, "oh": 4, "ow": 3, "sh": 2, "sw": 4, "eh": 1, "ew": 3}
                | {"leading": (5,)},
                {"leading": (2, 3), "kh": 1, "kw": 1, "oh": 3, "ow": 5, "sh": 3, "sw": 2},
                {"kh": 4, "kw": 2, "oh": 9, "ow": 3, "sh": 1, "sw": 3, "form": "list"},
            ),
            draws={"oh": (2, 3, 5), "ow": (2, 4), **STRIDES},
        ),
        invalid(
            bad_calls(
                {"in_shape": (1, 2, 4, 5), "kernel_size": 2},
                {
                    **BAD_SIZES,
                    "one size": {"in_shape": (4,)},
                    "height 0": {"in_shape": (3, 0, 4)},
                    "negative width": {"in_shape": (4, -5)},
                },
            ),
            0.25,
        ),
    ),
    misconceptions=(
        *mistakes(COUNT_MISTAKES, wrong.on_saved, WORDS),
        *mistakes(
            {
                "ceiling instead of floor": (wrong_whole.saved_rounded_up,),
                "output width taken as its height": (
                    wrong_whole.saved_square_output,
                    wrong_whole.saved_square_output_by_width,
                ),
                "NHWC read as NCHW": (
                    wrong_whole.saved_channels_last,
                    wrong_whole.saved_first_axes,
                ),
                "output H and W swapped": (wrong_whole.saved_width_first,),
            },
            words={
                **WORDS,
                "NHWC read as NCHW": (
                    "You read height and width from the wrong place; they are the last two of "
                    "in_shape."
                ),
                "output H and W swapped": (
                    "You swapped height and width; in_shape ends in (H, W), the height first."
                ),
            },
        ),
    ),
    hints=(
        "Count before and after: a map of H·W values becomes one of H'·W'. Images and channels "
        "stay, so they cancel.",
        "`ops.output_size(H, kh, sh)` of notebook 03 counts the windows from top to bottom.",
        "`1 - oh * ow / (H * W)`, with H and W the last two of in_shape.",
    ),
)

POOLS = {pool.__name__: pool for pool in map(pools.__dict__.__getitem__, pools.__all__)}


def _shift(
    rng: np.random.Generator,
    pool: str = "everything",
    h: int = 3,
    w: int = 4,
    dy: int = 0,
    dx: int = 0,
    leading: tuple[int, ...] = (),
    kind: str = "mixed",
    layout: str = "C",
) -> Arguments:
    x = np.zeros((*leading, h, w)) if kind == "zeros" else values(rng, kind, *leading, h, w)
    return {"pool": POOLS[pool], "x": lay_out(x, layout), "dy": dy, "dx": dx}


def _bad_shift(x: tuple[int, ...]) -> Callable[[], Arguments]:
    return lambda: {"pool": pools.everything, "x": np.ones(x), "dy": 0, "dx": 1}


_SHIFTS: dict[str, tuple[Any, ...]] = {
    "dy": (-2, -1, 1, 2),
    "dx": (-3, -1, 1, 2),
    "pool": ("everything", "every_second", "squares"),
}

change_under_shift = Exercise(
    name="change_under_shift",
    notebook=NOTEBOOK,
    reference=ops.change_under_shift,
    make=_shift,
    groups=(
        Group(
            "one map",
            1.0,
            (
                {"h": 1, "w": 2, "dx": 1},
                {"h": 2, "w": 2, "dy": 1},
                {"h": 3, "w": 4, "dy": 1, "dx": 2},
                {"h": 4, "w": 3, "dy": -1, "dx": 1, "pool": "squares"},
                {"h": 5, "w": 6, "dy": 2, "dx": -1, "pool": "every_second"},
                {"h": 4, "w": 5, "dy": -2, "dx": -2, "pool": "top_left"},
                {"h": 6, "w": 5, "dy": 1, "dx": 0, "pool": "column_totals"},
            ),
            draws=_SHIFTS,
        ),
        Group(
            "leading axes",
            1.0,
            (
                {"leading": (2,), "h": 2, "w": 3, "dx": 1},
                {"leading": (1, 2), "h": 3, "w": 3, "dy": 1},
                {"leading": (3, 2), "h": 4, "w": 5, "dy": -1, "dx": 2, "pool": "every_second"},
                {"leading": (2, 3), "h": 3, "w": 4, "dy": 1, "dx": -1, "pool": "squares"},
                {"leading": (2, 1, 3), "h": 4, "w": 3, "dy": 2, "dx": 1, "pool": "column_totals"},
            ),
            draws=_SHIFTS,
        ),
        Group(
            "edges",
            0.5,
            (
                {"h": 3, "w": 4},
                {"h": 2, "w": 3, "dy": 5, "dx": 0},
                {"h": 3, "w": 2, "dy": 0, "dx": -7, "leading": (2,)},
                {"h": 3, "w": 3, "dy": 1, "dx": 1, "kind": "zeros"},
                {"h": 3, "w": 4, "dy": 1, "dx": 1, "pool": "nothing"},
            ),
        ),
        invalid({"one axis": _bad_shift((4,)), "no axis": _bad_shift(())}, 0.25),
        Group(
            MANNERS,
            0.25,
            (
                {"h": 3, "w": 4, "dy": 0, "dx": 1},
                {"leading": (2, 2), "h": 3, "w": 4, "dy": 1, "dx": 0, "layout": "F"},
                {"leading": (2,), "h": 3, "w": 4, "dy": 1, "dx": 1, "layout": "strided"},
            ),
        ),
    ),
    misconceptions=(
        misconception(
            "wrapping and zero-filled shifts mixed up",
            wrong_whole.change_rolled,
            explanation=(
                "Your shift wraps round: what leaves on one side enters on the other; "
                "here zeros enter, as in shift_image."
            ),
        ),
        misconception(
            "error not normalised",
            wrong_whole.change_in_norm,
            wrong_whole.change_in_squares,
            wrong_whole.change_on_average,
            wrong_whole.change_root_mean_square,
            wrong_whole.change_mean_square,
            wrong_whole.change_at_most,
            wrong_whole.change_of_sum,
            explanation=(
                "You measure the change itself; divide by ‖pool(x)‖, so that it says how large "
                "the change is beside the result."
            ),
        ),
        misconception("batch item 0 for every item", wrong_whole.change_of_first_image),
        misconception(
            "only the first channel",
            wrong_whole.change_of_first_channel,
            explanation="You look at the first channel only; both norms run over all entries.",
        ),
        misconception("input changed in place", wrong_whole.change_spoils_input),
    ),
    hints=(
        "Three steps: shift x, pool both, compare. Which two results stand in the numerator?",
        "`ops.shift_image` takes two or three axes; `x.reshape(-1, H, W)` makes three of any "
        "number, and reshaping back restores them.",
        "`np.linalg.norm(a.ravel())` is the 2-norm over all entries together; "
        "return 0.0 where the difference is 0, before you divide.",
    ),
)
