"""Exercises on shifted images: shift_image and accuracy_under_shift."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.callables import motivation as classifiers
from autograder.exercise import MANNERS, Arguments, Exercise, Group
from autograder.exercises.draw import lay_out, numbers
from autograder.exercises.groups import invalid
from autograder.exercises.motivation import wrong
from autograder.exercises.motivation.counts import NOTEBOOK
from autograder.exercises.phrases import misconception
from cnnlib import ops

__all__ = ["accuracy_under_shift", "shift_image"]

WRAPPING = (
    "What leaves your image on one side comes in on the other; here it is gone, "
    "and the pixels that enter are filled."
)


def _shifted(
    rng: np.random.Generator,
    h: int = 2,
    w: int = 3,
    c: int = 0,
    dy: int = 0,
    dx: int = 0,
    fill: float | None = None,
    dtype: str = "float64",
    layout: str = "C",
    holes: bool = False,
    scale: float = 0.0,
) -> Arguments:
    """An image (H, W), or with c > 0 (C, H, W), and a shift; holes are pixels of 0."""
    image = numbers(rng, *((c, h, w) if c else (h, w)), scale=scale)
    if holes:
        image.ravel()[::2] = 0.0
    if dtype.startswith("uint"):
        image = np.abs(image) + 1
    arguments = {"image": lay_out(image.astype(dtype), layout), "dy": dy, "dx": dx}
    return arguments if fill is None else {**arguments, "fill": fill}


shift_image = Exercise(
    name="shift_image",
    notebook=NOTEBOOK,
    reference=ops.shift_image,
    make=_shifted,
    keeps_dtype=True,
    groups=(
        Group(
            "down and right",
            0.75,
            (
                {"h": 2, "w": 2, "dy": 1},
                {"h": 2, "w": 3, "dx": 1},
                {"h": 4, "w": 5, "dy": 1, "dx": 2},
                {"h": 5, "w": 4, "dy": 3, "dx": 1},
                {"h": 3, "w": 4},
            ),
            draws={"h": (4, 5, 7), "w": (4, 6), "dy": (0, 1, 2), "dx": (1, 3)},
        ),
        Group(
            "up and left",
            0.5,
            (
                {"h": 3, "w": 2, "dy": -1},
                {"h": 2, "w": 3, "dx": -2},
                {"h": 4, "w": 5, "dy": -1, "dx": 2},
                {"h": 5, "w": 4, "dy": 2, "dx": -1},
                {"h": 4, "w": 5, "dy": -3, "dx": -2},
            ),
            draws={"h": (4, 5, 7), "w": (4, 6), "dy": (-1, -2), "dx": (-1, -3, 2)},
        ),
        Group(
            "further than the image",
            0.25,
            (
                {"h": 2, "w": 3, "dy": 2},
                {"h": 2, "w": 3, "dx": -3},
                {"h": 2, "w": 3, "dy": 3, "dx": 1},
                {"h": 3, "w": 2, "dy": -1, "dx": -5},
                {"h": 3, "w": 3, "dy": -9, "dx": 9, "fill": 0.5},
            ),
        ),
        Group(
            "several channels",
            0.5,
            (
                {"c": 2, "h": 2, "w": 3, "dy": 1},
                {"c": 1, "h": 2, "w": 3, "dx": 1},
                {"c": 3, "h": 4, "w": 2, "dx": 1},
                {"c": 3, "h": 3, "w": 4, "dy": -1, "dx": 2},
                {"c": 4, "h": 4, "w": 3, "dy": 2, "dx": -1, "fill": 0.25},
            ),
            draws={"c": (1, 2, 5), "dy": (1, -2), "dx": (0, 1)},
        ),
        Group(
            "what enters",
            0.25,
            (
                {"h": 2, "w": 2, "dy": 1, "fill": 0.5},
                {"h": 3, "w": 4, "dx": -2, "fill": -1.5},
                {"h": 3, "w": 4, "dy": 1, "fill": 2.5, "holes": True},
                {"h": 3, "w": 3, "dy": 1, "dx": 1, "fill": np.nan},
                {"h": 3, "w": 4, "dy": 1, "dx": 1, "dtype": "uint8", "fill": 255},
                {"h": 3, "w": 2, "dy": -1, "dtype": "int64", "fill": -7},
            ),
        ),
        Group(
            "types and layouts",
            0.25,
            (
                {"h": 3, "w": 4, "dy": 1, "dx": -1, "dtype": "uint8"},
                {"h": 3, "w": 2, "dy": 1, "dtype": "int64"},
                {"h": 2, "w": 4, "dx": 1, "dtype": "float32"},
                {"h": 3, "w": 4, "dy": 1, "dx": -1, "scale": 1e5},
                {"c": 2, "h": 3, "w": 4, "dy": -1, "scale": 1e-8},
                {"h": 4, "w": 3, "dy": 1, "dx": 1, "layout": "F"},
                {"c": 2, "h": 3, "w": 4, "dy": -1, "dx": 1, "layout": "strided"},
            ),
        ),
        invalid(
            {
                "one axis": lambda: {"image": np.ones(4), "dy": 0, "dx": 1},
                "four axes": lambda: {"image": np.ones((2, 1, 4, 4)), "dy": 0, "dx": 1},
            },
            0.25,
        ),
        Group(
            MANNERS,
            0.25,
            (
                {"h": 2, "w": 3},
                {"h": 2, "w": 2, "dy": 5},
                {"c": 2, "h": 3, "w": 3, "dy": 1},
                {"h": 3, "w": 3, "dy": 1, "layout": "frozen"},
            ),
        ),
    ),
    misconceptions=(
        misconception(
            "wrapping and zero-filled shifts mixed up", wrong.shift_wrapping, explanation=WRAPPING
        ),
        misconception(
            "shifted the wrong way",
            wrong.shift_back,
            wrong.shift_rows_back,
            wrong.shift_columns_back,
        ),
        misconception("dy and dx swapped", wrong.shift_swapped),
        misconception(
            "border repeated instead of zeros",
            wrong.shift_repeating,
            explanation="You repeat the border where new pixels enter; they are filled with "
            "`fill`.",
        ),
        misconception("old pixels left standing", wrong.shift_leaving),
        misconception(
            "batch or channel axis padded too",
            wrong.shift_first_axes,
            explanation=(
                "You move along the first axes; of (C, H, W) the first one holds the channels, "
                "and the picture lies on the last two."
            ),
        ),
        misconception(
            "only the first channel",
            wrong.shift_first_channel,
            wrong.shift_first_channel_for_all,
            wrong.shift_first_channel_alone,
        ),
        misconception(
            "last row and column skipped",
            wrong.shift_short,
            explanation=(
                "You leave out the last row or column; range(n) already ends at n - 1, "
                "and the last pixels can receive something too."
            ),
        ),
        misconception("input changed in place", wrong.shift_in_place),
    ),
    hints=(
        "Start from an array that is `fill` everywhere, and copy one rectangle into it.",
        "With dy ≥ 0, rows 0 … H - dy - 1 of the image go to rows dy … H - 1. With dy < 0 it is "
        "the other way round. Columns alike.",
        "Clip the shift to ±H first, so that nothing is left to copy when it is too large: "
        "`to = slice(max(dy, 0), H + min(dy, 0))`, `source = slice(max(-dy, 0), H - max(dy, 0))`.",
    ),
)


def _classified(
    rng: np.random.Generator,
    n: int = 3,
    h: int = 3,
    w: int = 3,
    dy: int = 1,
    dx: int = 0,
    predict: str = "brightest_row",
    right: int = 2,
    layout: str = "C",
    scale: float = 0.0,
) -> Arguments:
    """Images, and labels of which `right` agree with what the classifier says after the shift."""
    images = np.stack([numbers(rng, h, w, scale=scale) for _ in range(n)])
    classify = getattr(classifiers, predict)
    labels = classify(ops.shift_image(images, dy, dx))
    labels[right:] = (labels[right:] + rng.integers(1, 3, size=max(n - right, 0))) % max(h, w, 2)
    order = rng.permutation(n) if predict != "brightness_rank" else np.arange(n)
    return {
        "predict": classify,
        "images": lay_out(images[order], layout),
        "labels": lay_out(labels[order], "frozen" if layout == "frozen" else "C"),
        "dy": dy,
        "dx": dx,
    }


accuracy_under_shift = Exercise(
    name="accuracy_under_shift",
    notebook=NOTEBOOK,
    reference=ops.accuracy_under_shift,
    make=_classified,
    hidden=4,
    groups=(
        Group(
            "shifts down and right",
            1.0,
            (
                {"n": 2, "right": 1},
                {"n": 3, "dy": 0, "dx": 1, "predict": "brightest_column"},
                {"n": 5, "h": 4, "w": 3, "dy": 2, "right": 3},
                {
                    "n": 4,
                    "h": 3,
                    "w": 5,
                    "dy": 0,
                    "dx": 2,
                    "predict": "brightest_column",
                    "right": 1,
                },
                {"n": 8, "h": 6, "w": 5, "dy": 3, "dx": 1, "right": 6},
                {
                    "n": 7,
                    "h": 5,
                    "w": 6,
                    "dy": 1,
                    "dx": 3,
                    "predict": "brightest_column",
                    "right": 7,
                },
            ),
            draws={"n": (4, 6, 9), "dy": (1, 2), "dx": (0, 1, 2), "right": (1, 2, 3)},
        ),
        Group(
            "shifts up and left, and no shift",
            0.75,
            (
                {"n": 4, "h": 4, "w": 4, "dy": -1, "right": 3},
                {"n": 5, "h": 3, "w": 4, "dy": 0, "dx": -2, "predict": "brightest_column"},
                {"n": 3, "dy": 0, "dx": 0, "right": 1},
                {"n": 6, "h": 5, "w": 4, "dy": -2, "dx": 1, "right": 4},
                {"n": 4, "h": 3, "w": 3, "dy": 5, "dx": 0, "right": 2},
                {"n": 8, "h": 3, "w": 4, "dy": 3, "right": 8},
                {"n": 8, "w": 4, "dy": 0, "dx": 4, "predict": "brightest_column", "right": 8},
            ),
            draws={"n": (4, 6), "dy": (-1, -2), "dx": (-1, 1), "right": (1, 3)},
        ),
        Group(
            "other classifiers",
            0.5,
            (
                {"n": 4, "h": 4, "w": 2, "dy": 1, "predict": "top_half_is_brighter", "right": 3},
                {"n": 5, "dy": 1, "predict": "brightness_rank", "right": 5},
                {"n": 6, "dy": 0, "dx": 1, "predict": "brightness_rank", "right": 4},
                {"n": 1, "dy": 1, "right": 1},
                {"n": 1, "dy": 1, "right": 0},
                {"n": 6, "h": 5, "w": 4, "dy": 1, "dx": 1, "scale": 1e-8},
                {"n": 6, "h": 4, "w": 5, "dy": 1, "scale": 1e5, "right": 5},
                {"n": 4, "h": 3, "w": 4, "layout": "F"},
                {"n": 3, "h": 4, "w": 3, "layout": "strided"},
            ),
        ),
        invalid(
            {
                "no images": lambda: _bad(np.zeros((0, 3, 3)), np.zeros(0, int)),
                "too few labels": lambda: _bad(np.ones((3, 4, 4)), np.zeros(2, int)),
                "one label for all": lambda: _bad(np.ones((3, 4, 4)), np.zeros(1, int)),
                "one image without its batch axis": lambda: _bad(np.ones((4, 4)), np.zeros(4, int)),
            },
            0.5,
        ),
        Group(
            MANNERS,
            0.25,
            (
                {"n": 3, "dy": 1},
                {"n": 2, "dy": 0, "dx": 0, "right": 1},
                {"n": 3, "dy": 1, "layout": "frozen"},
            ),
        ),
    ),
    misconceptions=(
        misconception(
            "wrapping and zero-filled shifts mixed up",
            wrong.accuracy_wrapping,
            explanation=WRAPPING,
        ),
        misconception("shifted the wrong way", wrong.accuracy_back),
        misconception("dy and dx swapped", wrong.accuracy_swapped),
        misconception(
            "batch or channel axis padded too",
            wrong.accuracy_first_axes,
            explanation="You move along the batch axis; every image is shifted by itself.",
        ),
        misconception(
            "batch item 0 for every item",
            wrong.accuracy_first_image,
            wrong.accuracy_first_image_repeated,
        ),
        misconception("compared with the prediction, not the label", wrong.accuracy_of_consistency),
        misconception(
            "border repeated instead of zeros",
            wrong.accuracy_repeating,
            explanation="You repeat the border where new pixels enter; zeros enter here.",
        ),
        misconception(
            "old pixels left standing",
            wrong.accuracy_leaving,
            explanation=(
                "You leave standing what should have moved away; start from zeros, not from a "
                "copy of the images."
            ),
        ),
        misconception("input changed in place", wrong.accuracy_spoils_input),
    ),
    hints=(
        "Shift all images, ask `predict` once, compare with the labels.",
        "`shift_image` takes (C, H, W), and (N, H, W) looks the same to it.",
        "The mean of `predict(shifted) == labels` is the share of right ones; return a float.",
    ),
)


def _bad(images: Any, labels: Any) -> Arguments:
    shift = {"dy": 0, "dx": 0}
    return {"predict": classifiers.brightest_row, "images": images, "labels": labels, **shift}
