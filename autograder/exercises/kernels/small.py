"""Exercises on kernels by themselves: averaging, identity, gain, composition."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.exercise import MANNERS, Arguments, Exercise, Group
from autograder.exercises.draw import lay_out, numbers
from autograder.exercises.groups import invalid
from autograder.exercises.kernels.common import LARGE, NOTEBOOK, SCALES, SIZE_KINDS, SIZES, SMALL
from autograder.exercises.kernels.wrong import compose
from autograder.exercises.kernels.wrong import small as wrong
from autograder.exercises.phrases import misconception
from cnnlib import ops

__all__ = ["box_kernel", "brightness_gain", "compose_kernels", "identity_kernel"]


def _size(rng: np.random.Generator, size: Any) -> Arguments:
    return {"size": size}


BOX_SIZES = (
    {"size": (2, 3)},
    {"size": (5, 2)},
    {"size": (1, 4)},
    {"size": (3, 1)},
    {"size": (9, 11)},
)
INVALID_SIZES: dict[str, Callable[[], Arguments]] = {
    "size 0": lambda: {"size": 0},
    "negative size": lambda: {"size": -1},
    "height 0": lambda: {"size": (0, 3)},
    "width 0": lambda: {"size": (3, 0)},
    "one length": lambda: {"size": (3,)},
    "three lengths": lambda: {"size": (3, 3, 3)},
}

box_kernel = Exercise(
    name="box_kernel",
    notebook=NOTEBOOK,
    reference=ops.box_kernel,
    make=_size,
    groups=(
        Group(
            "square kernel",
            0.75,
            ({"size": 2}, {"size": 1}, {"size": 3}, {"size": 6}),
            draws={"size": (3, 4, 5, 7, 12)},
        ),
        Group(
            "rectangular kernel",
            0.5,
            BOX_SIZES,
            draws={"size": ((4, 3), (2, 7), (1, 2), (6, 5), (3, 10), (13, 2))},
        ),
        Group(
            SIZE_KINDS,
            0.25,
            ({"size": [1, 4]},),
            draws={"size": ([2, 3], [4, 1])},
        ),
        invalid(INVALID_SIZES, 0.25),
        Group(MANNERS, 0.25, ({"size": (2, 2)},)),
    ),
    misconceptions=(
        misconception("kernel transposed", wrong.box_transposed),
        misconception("kernel width taken as its height", *wrong.BOX_SQUARES),
    ),
    hints=(
        "All weights are equal, and an average of equal values must give that value back.",
        "So the weights sum to 1: with kh·kw of them, each is 1 / (kh·kw).",
        "`np.full((kh, kw), value)` makes an array with one value everywhere.",
    ),
)


identity_kernel = Exercise(
    name="identity_kernel",
    notebook=NOTEBOOK,
    reference=ops.identity_kernel,
    make=_size,
    groups=(
        Group(
            "square kernel",
            0.5,
            ({"size": 3}, {"size": 1}, {"size": 5}),
            draws={"size": (3, 5, 7, 9, 11)},
        ),
        Group(
            "rectangular kernel",
            0.5,
            (
                {"size": (3, 5)},
                {"size": (5, 1)},
                {"size": (1, 3)},
                {"size": (7, 3)},
                {"size": (9, 11)},
            ),
            draws={"size": ((1, 7), (9, 3), (3, 1), (5, 7), (3, 13), (15, 1))},
        ),
        Group(
            SIZE_KINDS,
            0.25,
            ({"size": [1, 3]},),
            draws={"size": ([5, 3], [1, 7])},
        ),
        invalid(
            {
                "even size": lambda: {"size": 4},
                "larger even size": lambda: {"size": 10},
                "even height": lambda: {"size": (2, 3)},
                "even width": lambda: {"size": (3, 2)},
                "size 0": lambda: {"size": 0},
                "negative size": lambda: {"size": -1},
                "negative width": lambda: {"size": (3, -1)},
                "one length": lambda: {"size": (3,)},
                "three lengths": lambda: {"size": (3, 3, 3)},
            },
            0.5,
        ),
        Group(MANNERS, 0.25, ({"size": 3},)),
    ),
    misconceptions=(
        misconception("kernel transposed", *wrong.IDENTITY_TRANSPOSED),
        misconception("kernel width taken as its height", *wrong.IDENTITY_SQUARES),
        misconception("divided by the kernel's area", wrong.identity_per_area),
    ),
    hints=(
        "Every weight is 0 except one. Where must it stand for the image to stay where it is?",
        "In the middle: row kh // 2, column kw // 2. An even size has no middle, so it raises.",
        "Start from `np.zeros((kh, kw))`, after `if kh % 2 == 0 or kw % 2 == 0: raise ValueError`.",
    ),
)


def _kernel(
    rng: np.random.Generator,
    kh: int = 2,
    kw: int = 2,
    layout: str = "C",
    low: bool = False,
    scale: float = 0.0,
) -> Arguments:
    kernel = numbers(rng, kh, kw, step=0.75, scale=scale)
    return {"kernel": lay_out(-np.abs(kernel) if low else kernel, layout)}


brightness_gain = Exercise(
    name="brightness_gain",
    notebook=NOTEBOOK,
    reference=ops.brightness_gain,
    make=_kernel,
    groups=(
        Group(
            "gain",
            0.25,
            (
                {"kh": 1, "kw": 1},
                {"kh": 1, "kw": 2},
                {"kh": 3, "kw": 1},
                {"kh": 3, "kw": 3},
                {"kh": 2, "kw": 3},
                {"kh": 4, "kw": 2},
                {"kh": 2, "kw": 3, "layout": "F"},
                {"kh": 3, "kw": 2, "layout": "strided"},
                {"kh": 2, "kw": 2, "low": True},
                {"kh": 1, "kw": 3, "low": True},
            ),
            draws={"kh": (1, 2, 3, 5), "kw": (1, 2, 4)},
        ),
        Group(
            SCALES,
            0.25,
            (
                {"kh": 9, "kw": 11, "scale": 1.0},
                {"kh": 2, "kw": 3, "scale": LARGE},
                {"kh": 3, "kw": 2, "scale": SMALL**2},
            ),
        ),
        invalid(
            {
                "no axis": lambda: {"kernel": np.array(2.0)},
                "one axis": lambda: {"kernel": np.ones(3)},
                "three axes": lambda: {"kernel": np.ones((2, 3, 3))},
                "four axes": lambda: {"kernel": np.ones((1, 1, 3, 3))},
            },
            0.25,
        ),
        Group(MANNERS, 0.25, ({"kh": 2, "kw": 2}, {"kh": 3, "kw": 2, "layout": "frozen"})),
    ),
    misconceptions=(
        misconception("divided by the kernel's area", wrong.gain_mean),
        misconception("ReLU applied inside", wrong.gain_of_positive, wrong.gain_clipped),
        misconception(
            "last row and column skipped",
            wrong.gain_without_last,
            wrong.gain_without_last_row,
            wrong.gain_without_last_column,
            explanation=(
                "You stop one step early, so that the kernel's last row and column are not summed."
            ),
        ),
        misconception(
            "channels overwrite instead of add",
            wrong.gain_last,
            wrong.gain_last_row,
            wrong.gain_last_column,
        ),
        misconception(
            "kernel width taken as its height",
            wrong.gain_square_by_height,
            wrong.gain_square_by_width,
            wrong.gain_mean_times_height_squared,
            wrong.gain_mean_times_width_squared,
            wrong.gain_of_squares_only,
        ),
        misconception("input changed in place", wrong.gain_spoils_input),
    ),
    hints=(
        "Write down the sliding dot product on an image whose pixels all have the value v.",
        "Every product is v times a weight, so v can be taken out of the sum. What is left?",
        "The sum of the weights: `kernel.sum()`, made a Python number with `float`.",
    ),
)


def _two_kernels(
    rng: np.random.Generator,
    kh: int = 2,
    kw: int = 2,
    oh: int = 2,
    ow: int = 2,
    layout: str = "C",
    unit: str = "",
    scale: float = 0.0,
) -> Arguments:
    """The first kernel is (kh, kw), the second (oh, ow); the one named by `unit` is [[1.]]."""
    kernels = {
        "first": numbers(rng, kh, kw, scale=scale),
        "second": numbers(rng, oh, ow, step=0.5, scale=scale),
    }
    kernels.update({unit: np.ones((1, 1))} if unit else {})
    return {name: lay_out(kernel, layout) for name, kernel in kernels.items()}


def _call(first: tuple[int, ...], second: tuple[int, ...]) -> Callable[[], Arguments]:
    return lambda: {"first": np.ones(first), "second": np.ones(second)}


compose_kernels = Exercise(
    name="compose_kernels",
    notebook=NOTEBOOK,
    reference=ops.compose_kernels,
    make=_two_kernels,
    groups=(
        Group(
            "equal sizes",
            0.75,
            ({"kh": 2, "kw": 2, "oh": 2, "ow": 2}, {"kh": 3, "kw": 3, "oh": 3, "ow": 3}),
        ),
        Group(
            "different sizes",
            1.0,
            (
                {"kh": 1, "kw": 2, "oh": 2, "ow": 1},
                {"kh": 2, "kw": 3, "oh": 3, "ow": 1},
                {"kh": 4, "kw": 2, "oh": 2, "ow": 3},
                {"kh": 2, "kw": 2, "oh": 3, "ow": 3},
                {"kh": 1, "kw": 4, "oh": 2, "ow": 3},
                {"kh": 3, "kw": 3, "oh": 2, "ow": 2},
                {"kh": 2, "kw": 3, "oh": 1, "ow": 1},
            ),
            draws=SIZES,
        ),
        Group(
            SCALES,
            0.25,
            (
                {"kh": 9, "kw": 10, "oh": 11, "ow": 9, "scale": 1.0},
                {"kh": 2, "kw": 2, "oh": 2, "ow": 3, "scale": LARGE},
                {"kh": 2, "kw": 3, "oh": 2, "ow": 2, "scale": SMALL},
            ),
        ),
        Group(
            "memory layouts",
            0.25,
            (
                {"kh": 2, "kw": 3, "oh": 3, "ow": 2, "layout": "F"},
                {"kh": 3, "kw": 2, "oh": 2, "ow": 3, "layout": "strided"},
            ),
        ),
        invalid(
            {
                "first with one axis": _call((3,), (2, 2)),
                "second with one axis": _call((2, 2), (3,)),
                "first with three axes": _call((1, 2, 2), (2, 2)),
                "second with three axes": _call((2, 2), (1, 2, 2)),
            },
            0.25,
        ),
        Group(
            MANNERS,
            0.5,
            (
                {"kh": 2, "kw": 3, "unit": "second"},
                {"oh": 2, "ow": 3, "unit": "first"},
                {"kh": 2, "kw": 2, "oh": 2, "ow": 3, "layout": "frozen"},
            ),
        ),
    ),
    misconceptions=(
        misconception(
            "flipped on both axes",
            *compose.FLIPPED,
            explanation=(
                "One of your kernels is flipped on both axes: sliding one kernel over the other as "
                "it stands turns it round; the composed kernel adds first[i, j]·second at (i, j)."
            ),
        ),
        misconception("flipped on one axis", *compose.HALF_FLIPPED),
        misconception("kernel transposed", *compose.TRANSPOSED),
        misconception("output H and W swapped", compose.swapped, compose.swapped_memory),
        misconception(
            "divided by the kernel's area",
            compose.per_area,
            compose.per_first_area,
            compose.per_both_areas,
            compose.per_result_area,
        ),
        misconception("ReLU applied inside", *compose.RELU),
        misconception("channels overwrite instead of add", *compose.OVERWRITING),
        misconception(
            "last row and column skipped",
            *compose.SKIPPED,
            explanation=(
                "You leave out a last row or column: the result has "
                "ah + bh - 1 rows and aw + bw - 1 columns."
            ),
        ),
        misconception(
            "output width taken as its height",
            *compose.SQUARE_OUTPUT,
            explanation=(
                "You take the result to be square; it has ah + bh - 1 rows and aw + bw - 1 columns."
            ),
        ),
        misconception("kernel width taken as its height", *compose.SQUARE_KERNELS),
        misconception(
            "stride or offset missing",
            *compose.OFFSETS,
            explanation=(
                "You leave out an offset: the product of first[i, j] and second[u, v] belongs at "
                "(i + u, j + v)."
            ),
        ),
        misconception("input changed in place", compose.spoils_input),
    ),
    hints=(
        "Which input pixels does one output value of the second correlation depend on? "
        "A window of ah + bh - 1 rows and aw + bw - 1 columns.",
        "Weight (u, v) of `second` reads a value that `first` made from the window at (u, v), "
        "so each pair of weights adds a product at the sum of their offsets.",
        "Start from zeros of the full size; for each (i, j) of `first` add "
        "`first[i, j] * second` to `out[i : i + bh, j : j + bw]`.",
    ),
)
