"""Exercises on sizes along one axis: output_size and same_padding."""

from __future__ import annotations

import numpy as np

from autograder.exercise import MANNERS, Arguments, Exercise, Group
from autograder.exercises.groups import altered, invalid
from autograder.exercises.phrases import mistakes
from autograder.exercises.strides.common import NOTEBOOK, TWO_NAMES
from autograder.exercises.strides.wrong import lines as wrong
from cnnlib import ops

__all__ = ["output_size", "same_padding"]


def _sizes(rng: np.random.Generator, **sizes: int) -> Arguments:
    """The sizes as they are; what a case leaves out keeps its default."""
    return dict(sizes)


NO_MANNERS = Group(MANNERS, 0.25, ({"size": 7, "kernel_size": 3, "stride": 2},))


output_size = Exercise(
    name="output_size",
    notebook=NOTEBOOK,
    reference=ops.output_size,
    make=_sizes,
    groups=(
        Group(
            "one pixel at a time",
            0.5,
            (
                {"size": 4, "kernel_size": 2},
                {"size": 1, "kernel_size": 1},
                {"size": 3, "kernel_size": 3},
                {"size": 9, "kernel_size": 4},
            ),
            draws={"size": (8, 11, 30), "kernel_size": (1, 2, 3, 5)},
        ),
        Group(
            "stride",
            0.5,
            (
                {"size": 5, "kernel_size": 3, "stride": 2},
                {"size": 6, "kernel_size": 3, "stride": 2},
                {"size": 8, "kernel_size": 2, "stride": 3},
                {"size": 10, "kernel_size": 3, "stride": 4},
                {"size": 4, "kernel_size": 4, "stride": 3},
                {"size": 7, "kernel_size": 1, "stride": 9},
                {"size": 100, "kernel_size": 11, "stride": 12},
            ),
            draws={"size": (7, 10, 12, 33), "kernel_size": (2, 3, 4), "stride": (2, 3, 5)},
        ),
        Group(
            "padding",
            0.5,
            (
                {"size": 4, "kernel_size": 3, "padding": 1},
                {"size": 5, "kernel_size": 3, "stride": 2, "padding": 2},
                {"size": 7, "kernel_size": 4, "stride": 3, "padding": 1},
                {"size": 2, "kernel_size": 5, "padding": 3},
                {"size": 224, "kernel_size": 7, "stride": 2, "padding": 3},
                {"size": 12, "kernel_size": 20, "stride": 3, "padding": 13},
            ),
            draws={"size": (5, 8, 28), "kernel_size": (3, 4), "stride": (1, 2, 3)}
            | {"padding": (1, 2, 4)},
        ),
        Group(
            "dilation",
            0.5,
            (
                {"size": 6, "kernel_size": 2, "dilation": 3},
                {"size": 9, "kernel_size": 3, "stride": 2, "dilation": 2},
                {"size": 10, "kernel_size": 3, "stride": 3, "padding": 2, "dilation": 4},
                {"size": 5, "kernel_size": 1, "dilation": 7},
                {"size": 12, "kernel_size": 4, "padding": 1, "dilation": 3},
                {"size": 90, "kernel_size": 5, "stride": 4, "padding": 9, "dilation": 10},
            ),
            draws={"size": (13, 16, 40), "kernel_size": (2, 3), "dilation": (2, 3, 5)}
            | {"stride": (1, 2), "padding": (0, 1)},
        ),
        invalid(
            altered(
                {"size": 5, "kernel_size": 3},
                {
                    "kernel larger than the size": {"kernel_size": 6},
                    "kernel too large for a large stride": {"kernel_size": 6, "stride": 4},
                    "kernel too large with its padding": {"kernel_size": 8, "padding": 1},
                    "dilated kernel too large": {"dilation": 3},
                    "dilated kernel too large by one": {"kernel_size": 2, "dilation": 5}
                    | {"stride": 2},
                    "size 0": {"size": 0, "kernel_size": 1, "padding": 2},
                    "kernel size 0": {"kernel_size": 0},
                    "negative kernel size": {"kernel_size": -1},
                    "stride 0": {"stride": 0},
                    "negative stride": {"stride": -1},
                    "negative padding": {"size": 9, "padding": -1},
                    "dilation 0": {"dilation": 0},
                    "negative dilation": {"dilation": -2},
                },
            ),
            0.25,
        ),
        NO_MANNERS,
    ),
    misconceptions=mistakes(wrong.SIZES, words=TWO_NAMES),
    hints=(
        "Build it up: how many pixels are there with the padding, and over how many does the "
        "kernel reach with its gaps?",
        "room = size + 2·padding, and reach = dilation·(kernel_size − 1) + 1. The first place "
        "takes `reach` pixels; every further one takes `stride` more.",
        "So `(room - reach) // stride` steps fit after the first place. If room < reach there is "
        "no place at all: raise ValueError before you divide, because `//` rounds a negative "
        "number down.",
    ),
)


same_padding = Exercise(
    name="same_padding",
    notebook=NOTEBOOK,
    reference=ops.same_padding,
    make=_sizes,
    groups=(
        Group(
            "odd kernel",
            0.5,
            (
                {"size": 5, "kernel_size": 3},
                {"size": 5, "kernel_size": 1},
                {"size": 4, "kernel_size": 7},
            ),
            draws={"size": (6, 9, 28), "kernel_size": (1, 3, 5, 9)},
        ),
        Group(
            "even kernel",
            0.5,
            (
                {"size": 5, "kernel_size": 2},
                {"size": 6, "kernel_size": 4},
                {"size": 3, "kernel_size": 6},
            ),
            draws={"size": (6, 9, 28), "kernel_size": (2, 4, 8)},
        ),
        Group(
            "stride",
            0.5,
            (
                {"size": 5, "kernel_size": 3, "stride": 2},
                {"size": 6, "kernel_size": 3, "stride": 2},
                {"size": 7, "kernel_size": 4, "stride": 3},
                {"size": 8, "kernel_size": 5, "stride": 3},
                {"size": 8, "kernel_size": 1, "stride": 3},
                {"size": 9, "kernel_size": 2, "stride": 4},
                {"size": 224, "kernel_size": 7, "stride": 2},
                {"size": 50, "kernel_size": 12, "stride": 9},
            ),
            draws={"size": (7, 10, 15, 32), "kernel_size": (1, 2, 3, 6), "stride": (2, 3, 4)},
        ),
        Group(
            "dilation",
            0.5,
            (
                {"size": 6, "kernel_size": 3, "dilation": 2},
                {"size": 6, "kernel_size": 2, "dilation": 3},
                {"size": 9, "kernel_size": 4, "stride": 2, "dilation": 3},
                {"size": 10, "kernel_size": 3, "stride": 4, "dilation": 3},
                {"size": 20, "kernel_size": 10, "stride": 3, "dilation": 9},
            ),
            draws={"size": (8, 11, 20), "kernel_size": (2, 3, 4), "dilation": (2, 3)}
            | {"stride": (1, 2)},
        ),
        invalid(
            altered(
                {"size": 5, "kernel_size": 3},
                {
                    "size 0": {"size": 0},
                    "kernel size 0": {"kernel_size": 0},
                    "stride 0": {"stride": 0},
                    "negative stride": {"stride": -2},
                    "dilation 0": {"dilation": 0},
                    "negative dilation": {"dilation": -1},
                },
            ),
            0.25,
        ),
        NO_MANNERS,
    ),
    misconceptions=mistakes(
        wrong.SAME,
        words={
            "the +1 missing": (
                "You lose one pixel: a kernel reaches over dilation·(kernel_size - 1) + 1 pixels."
            ),
            "padding counted once": (
                "You put all of the padding at each end; it is shared out between the two."
            ),
            "padding only at top left": (
                "You put all of the padding in front; half of it belongs after the image."
            ),
            "only at bottom right": (
                "You put all of the padding after the image; half of it belongs in front."
            ),
        },
    ),
    hints=(
        "Work backwards: how many pixels do ceil(size / stride) places take up?",
        "The first takes reach = dilation·(kernel_size − 1) + 1 pixels, every further one `stride` "
        "more. What is missing to that has to be padded; if nothing is, the answer is (0, 0).",
        "`total = max((places - 1) * stride + reach - size, 0)`, with "
        "`places = -(-size // stride)`. Of an odd total the larger half goes after.",
    ),
)
