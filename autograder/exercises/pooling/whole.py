"""Exercises on what pooling is: the mean of a whole map, and a convolution."""

from __future__ import annotations

import numpy as np

from autograder.exercise import MANNERS, Arguments, Exercise, Group
from autograder.exercises.draw import lay_out, size_pair
from autograder.exercises.groups import invalid
from autograder.exercises.phrases import mistakes
from autograder.exercises.pooling.common import (
    NOTEBOOK,
    values,
)
from autograder.exercises.pooling.windows import WORDS
from autograder.exercises.pooling.wrong import whole as wrong
from cnnlib import ops

__all__ = ["avg_pool_as_conv", "global_avg_pool"]


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
            "scales and memory layouts",
            0.25,
            (
                {"c": 2, "h": 3, "w": 2, "kind": "large"},
                {"c": 2, "h": 2, "w": 3, "kind": "small"},
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
                wrong.map_over_batch,
                wrong.map_over_batch_keeping_its_axis,
                wrong.map_over_batch_repeated,
                wrong.map_over_batch_alone,
                wrong.map_sum_over_batch,
            ),
            "sum": (wrong.map_sums,),
            "mean and max swapped": (wrong.map_maxima,),
            "minimum": (wrong.map_minima,),
            "last element": (wrong.map_last,),
            "divided by kh²": (
                wrong.map_per_height_squared,
                wrong.map_per_width_squared,
            ),
            "maximum across channels": (
                wrong.map_across_channels,
                wrong.map_across_channels_repeated,
            ),
            "NHWC read as NCHW": (
                wrong.map_channels_last,
                wrong.map_channels_last_memory,
            ),
            "only the first channel": (
                wrong.map_first_channel,
                wrong.map_first_channel_alone,
            ),
            "batch item 0 for every item": (wrong.map_first_image,),
            "divided by the batch": (wrong.map_per_image,),
            "last row and column skipped": (
                wrong.map_without_last,
                wrong.map_without_last_in_the_sum,
            ),
            "input changed in place": (wrong.map_spoils_input,),
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
        "`mean` takes a tuple of axes, counted from 0: (0, 1) would be images and channels.",
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
            "sum": (wrong.conv_of_ones,),
            "divided by kh²": (
                wrong.conv_per_height_squared,
                wrong.conv_per_width_squared,
            ),
            "kernel pair swapped": (wrong.conv_swapped,),
            "kernel width taken as its height": (
                wrong.conv_square_by_height,
                wrong.conv_square_by_width,
            ),
            "last element": (wrong.conv_last,),
            "filter 0 for every filter": (wrong.conv_first_filter,),
            "only the first channel": (wrong.conv_first_channel,),
            "NHWC read as NCHW": (
                wrong.conv_channels_last,
                wrong.conv_channels_last_twice,
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
