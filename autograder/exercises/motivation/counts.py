"""Exercises that count parameters and products of a layer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np

from autograder.exercise import Arguments, Exercise, Group
from autograder.exercises.groups import invalid
from autograder.exercises.motivation import wrong
from autograder.exercises.phrases import misconception
from cnnlib import ops

__all__ = ["NOTEBOOK", "conv_macs", "conv_param_count", "dense_param_count", "local_param_count"]

NOTEBOOK = "01_motivation"

ONE_BIAS = "You count a single bias for the whole layer; every output has one of its own."
PER_PRODUCT = (
    "You count a bias for every product; a bias is added once to a sum, so there is one for each "
    "output value."
)
SWAPPED_PLACES = (
    "You take the kernel's height off the width, and its width off the height; there are "
    "(H - kh + 1)·(W - kw + 1) places."
)
FIRST_CHANNEL = "You leave the channels out; a window is as deep as the image."


def _as_given(rng: np.random.Generator, **arguments: Any) -> Arguments:
    """The arguments of a count are its case's parameters."""
    return arguments


def _bad(**calls: Mapping[str, Any]) -> dict[str, Any]:
    """Invalid calls by what is wrong with them, with `_` for spaces."""
    return {what.replace("_", " "): partial(dict, **arguments) for what, arguments in calls.items()}


dense_param_count = Exercise(
    name="dense_param_count",
    notebook=NOTEBOOK,
    reference=ops.dense_param_count,
    make=_as_given,
    groups=(
        Group(
            "one axis",
            0.5,
            (
                {"in_shape": (2,), "out_features": 3},
                {"in_shape": (1,), "out_features": 1},
                {"in_shape": (784,), "out_features": 10},
            ),
            draws={"out_features": (2, 5, 7)},
        ),
        Group(
            "any number of axes",
            0.75,
            (
                {"in_shape": (3, 2, 4), "out_features": 5},
                {"in_shape": (3, 200, 200), "out_features": 1000},
                {"in_shape": (2, 3), "out_features": 2},
                {"in_shape": (), "out_features": 4},
                {"in_shape": (2, 3, 4, 5), "out_features": 6},
                {"in_shape": (3, 201, 199), "out_features": 999},  # not a number of float32
                {"in_shape": (3, 1024, 1024), "out_features": 1001},  # nor one of int32
            ),
            draws={
                "in_shape": ((3, 5, 7), (4, 2), (1, 6, 2), (2, 1, 3, 4)),
                "out_features": (3, 8),
            },
        ),
        Group(
            "without bias",
            0.5,
            (
                {"in_shape": (2,), "out_features": 3, "bias": False},
                {"in_shape": (3, 4, 5), "out_features": 7, "bias": False},
                {"in_shape": (), "out_features": 2, "bias": False},
                {"in_shape": (2, 5), "out_features": 3, "bias": True},
            ),
        ),
        invalid(
            _bad(
                no_output={"in_shape": (2, 3), "out_features": 0},
                an_axis_of_length_0={"in_shape": (3, 0), "out_features": 2},
                a_negative_axis={"in_shape": (-3, 4), "out_features": 2},
                two_negative_axes={"in_shape": (-3, -4), "out_features": 2},
            ),
            0.25,
        ),
    ),
    misconceptions=(
        misconception("bias missing", wrong.dense_without_bias),
        misconception(
            "first bias for every filter", wrong.dense_with_one_bias, explanation=ONE_BIAS
        ),
        misconception(
            "bias added per product", wrong.dense_bias_per_product, explanation=PER_PRODUCT
        ),
        misconception(
            "in/out channel axes swapped",
            wrong.dense_bias_per_input,
            explanation="You count a bias for every input; it is the outputs that have one.",
        ),
        misconception(
            "only the first channel",
            wrong.dense_first_channel,
            explanation="You leave the channels out; a dense layer reads every number of its "
            "input.",
        ),
    ),
    hints=(
        "Every output is wired to every input. How many inputs does a shape of (3, 200, 200) have?",
        "There is one weight for each pair of an input and an output, and one bias for each "
        "output.",
        "`math.prod(in_shape)` counts the inputs, with 1 for (); np.prod(()) is the float 1.0.",
    ),
)


WINDOWS = (
    {"in_shape": (1, 2, 3), "out_channels": 1, "kernel_size": (1, 2)},
    {"in_shape": (1, 3, 3), "out_channels": 2, "kernel_size": 2},
    {"in_shape": (3, 5, 5), "out_channels": 4, "kernel_size": 3},
    {"in_shape": (3, 32, 32), "out_channels": 16, "kernel_size": 5},
)
UNEQUAL = (
    {"in_shape": (2, 4, 6), "out_channels": 3, "kernel_size": (2, 3)},
    {"in_shape": (3, 7, 5), "out_channels": 2, "kernel_size": [4, 2]},
    {"in_shape": (2, 9, 4), "out_channels": 5, "kernel_size": (3, 3)},
    {"in_shape": (4, 3, 8), "out_channels": 3, "kernel_size": (3, 1)},
    {"in_shape": (5, 6, 6), "out_channels": 7, "kernel_size": (2, 4)},
    {"in_shape": (5, 4, 3), "out_channels": 2, "kernel_size": (4, 3)},
    {"in_shape": (64, 301, 299), "out_channels": 128, "kernel_size": (3, 2)},  # beyond int32
)
UNEQUAL_DRAWS = {
    "in_shape": ((2, 8, 5), (3, 6, 9), (1, 7, 12), (4, 5, 6)),
    "kernel_size": ((2, 3), (5, 1), (3, 4), 2),
    "out_channels": (1, 3, 6),
}
BAD_WINDOWS = {
    "kernel_too_high": {"in_shape": (1, 3, 5), "out_channels": 2, "kernel_size": (4, 2)},
    "kernel_too_wide": {"in_shape": (1, 5, 3), "out_channels": 2, "kernel_size": (2, 4)},
    "two_axes": {"in_shape": (5, 5), "out_channels": 2, "kernel_size": 3},
    "four_axes": {"in_shape": (1, 3, 5, 5), "out_channels": 2, "kernel_size": 3},
    "kernel_of_0": {"in_shape": (1, 5, 5), "out_channels": 2, "kernel_size": 0},
    "no_output_channel": {"in_shape": (1, 5, 5), "out_channels": 0, "kernel_size": 3},
    "two_negative_numbers": {"in_shape": (-1, 5, 5), "out_channels": -2, "kernel_size": 3},
    "three_lengths": {"in_shape": (1, 5, 5), "out_channels": 2, "kernel_size": (2, 2, 2)},
}

local_param_count = Exercise(
    name="local_param_count",
    notebook=NOTEBOOK,
    reference=ops.local_param_count,
    make=_as_given,
    groups=(
        Group("square windows", 1.0, WINDOWS, draws={"out_channels": (2, 3, 5)}),
        Group("everything unequal", 1.0, UNEQUAL, draws=UNEQUAL_DRAWS),
        Group(
            "without bias",
            0.5,
            (
                {"in_shape": (1, 2, 3), "out_channels": 2, "kernel_size": 2, "bias": False},
                {"in_shape": (2, 4, 6), "out_channels": 3, "kernel_size": (2, 3), "bias": False},
                {"in_shape": (2, 5, 3), "out_channels": 3, "kernel_size": (3, 2), "bias": True},
            ),
        ),
        invalid(_bad(**BAD_WINDOWS), 0.5),
    ),
    misconceptions=(
        misconception("bias missing", wrong.local_without_bias),
        misconception(
            "bias added per product", wrong.local_bias_per_product, explanation=PER_PRODUCT
        ),
        misconception(
            "first bias for every filter",
            wrong.local_bias_per_filter,
            wrong.local_bias_per_place,
            explanation=(
                "Your outputs share biases; where nothing is shared, every output value, at every "
                "place and in every channel, has one of its own."
            ),
        ),
        misconception(
            "the +1 missing",
            wrong.local_plus_one_missing,
            explanation=(
                "You lose one place each way: a window of k pixels fits at size - k + 1 places."
            ),
        ),
        misconception(
            "only the first channel", wrong.local_first_channel, explanation=FIRST_CHANNEL
        ),
        misconception(
            "kernel width taken as its height",
            wrong.local_square_kernel,
            wrong.local_square_kernel_by_width,
            wrong.local_square_window,
            wrong.local_square_window_by_width,
            wrong.local_square_places,
            wrong.local_square_places_by_width,
        ),
        misconception(
            "output width taken as its height",
            wrong.local_square_output,
            wrong.local_square_output_by_width,
            wrong.local_square_image,
            wrong.local_square_image_by_width,
        ),
        misconception(
            "output H and W swapped", wrong.local_swapped_places, explanation=SWAPPED_PLACES
        ),
        misconception("NHWC read as NCHW", wrong.local_channels_last),
    ),
    hints=(
        "At how many places does the window fit? Count them for a row of 5 pixels and a window of "
        "3.",
        "Every place has weights of its own: C·kh·kw for each output channel, and one bias.",
        "(H - kh + 1)·(W - kw + 1) places, times out_channels, times (C·kh·kw + 1).",
    ),
)

conv_param_count = Exercise(
    name="conv_param_count",
    notebook=NOTEBOOK,
    reference=ops.conv_param_count,
    make=_as_given,
    groups=(
        Group(
            "square kernels",
            0.75,
            (
                {"in_channels": 1, "out_channels": 1, "kernel_size": 2},
                {"in_channels": 2, "out_channels": 3, "kernel_size": 1},
                {"in_channels": 3, "out_channels": 16, "kernel_size": 5},
            ),
            draws={"in_channels": (1, 2, 5), "out_channels": (3, 4, 8)},
        ),
        Group(
            "rectangular kernels",
            0.5,
            (
                {"in_channels": 2, "out_channels": 3, "kernel_size": (1, 2)},
                {"in_channels": 3, "out_channels": 2, "kernel_size": [4, 3]},
                {"in_channels": 4, "out_channels": 7, "kernel_size": (5, 2)},
            ),
            draws={"kernel_size": ((3, 7), (6, 1), (2, 5)), "in_channels": (2, 5)},
        ),
        Group(
            "without bias",
            0.5,
            (
                {"in_channels": 2, "out_channels": 3, "kernel_size": 1, "bias": False},
                {"in_channels": 3, "out_channels": 4, "kernel_size": (2, 3), "bias": False},
                {"in_channels": 4, "out_channels": 3, "kernel_size": (3, 2), "bias": True},
            ),
        ),
        invalid(
            _bad(
                no_input_channel={"in_channels": 0, "out_channels": 2, "kernel_size": 3},
                no_output_channel={"in_channels": 3, "out_channels": 0, "kernel_size": 3},
                kernel_of_0={"in_channels": 3, "out_channels": 2, "kernel_size": (3, 0)},
                two_negative_numbers={"in_channels": -3, "out_channels": -2, "kernel_size": 3},
                three_lengths={"in_channels": 3, "out_channels": 2, "kernel_size": (1, 1, 1)},
            ),
            0.25,
        ),
    ),
    misconceptions=(
        misconception("bias missing", wrong.conv_without_bias),
        misconception(
            "first bias for every filter",
            wrong.conv_with_one_bias,
            explanation="You count a single bias for the whole layer; every filter has its own.",
        ),
        misconception(
            "bias added per product",
            wrong.conv_bias_per_product,
            wrong.conv_bias_per_channel,
            explanation=(
                "You count more than one bias a filter; it is added once, after all products of "
                "all channels."
            ),
        ),
        misconception(
            "in/out channel axes swapped",
            wrong.conv_bias_per_input_channel,
            explanation="You count a bias for every input channel; it is the filters that have "
            "one.",
        ),
        misconception(
            "only the first channel", wrong.conv_first_channel, explanation=FIRST_CHANNEL
        ),
        misconception(
            "filter 0 for every filter",
            wrong.conv_one_filter,
            explanation="You count one filter only; a layer has one for each output channel.",
        ),
        misconception(
            "kernel width taken as its height", wrong.conv_square, wrong.conv_square_by_width
        ),
    ),
    hints=(
        "Sharing means that all places use the same weights, so the image's size does not matter.",
        "A filter has C·kh·kw weights and one bias, and there is one filter for each output "
        "channel.",
    ),
)

conv_macs = Exercise(
    name="conv_macs",
    notebook=NOTEBOOK,
    reference=ops.conv_macs,
    make=_as_given,
    groups=(
        Group("square windows", 0.75, WINDOWS, draws={"out_channels": (2, 3, 5)}),
        Group("everything unequal", 0.75, UNEQUAL, draws=UNEQUAL_DRAWS),
        invalid(_bad(**BAD_WINDOWS), 0.5),
    ),
    misconceptions=(
        misconception(
            "the +1 missing",
            partial(wrong.macs_of, wrong.local_plus_one_missing),
            explanation=(
                "You lose one place each way: a window of k pixels fits at size - k + 1 places."
            ),
        ),
        misconception(
            "only the first channel",
            partial(wrong.macs_of, wrong.local_first_channel),
            explanation=FIRST_CHANNEL,
        ),
        misconception(
            "filter 0 for every filter",
            wrong.macs_of_one_filter,
            explanation="You count one filter only; a layer has one for each output channel.",
        ),
        misconception(
            "kernel width taken as its height",
            *(
                partial(wrong.macs_of, way)
                for way in (
                    wrong.local_square_kernel,
                    wrong.local_square_kernel_by_width,
                    wrong.local_square_window,
                    wrong.local_square_window_by_width,
                    wrong.local_square_places,
                    wrong.local_square_places_by_width,
                )
            ),
        ),
        misconception(
            "output width taken as its height",
            *(
                partial(wrong.macs_of, way)
                for way in (
                    wrong.local_square_output,
                    wrong.local_square_output_by_width,
                    wrong.local_square_image,
                    wrong.local_square_image_by_width,
                )
            ),
        ),
        misconception(
            "output H and W swapped",
            partial(wrong.macs_of, wrong.local_swapped_places),
            explanation=SWAPPED_PLACES,
        ),
        misconception("NHWC read as NCHW", partial(wrong.macs_of, wrong.local_channels_last)),
    ),
    hints=(
        "How many products make one output value? How many output values are there?",
        "C·kh·kw products for each of out_channels·(H - kh + 1)·(W - kw + 1) values.",
    ),
)
