"""The exercise on the network: four ideas of the course in one module."""

from __future__ import annotations

import numpy as np

from autograder.callables import training as harness
from autograder.exercise import MANNERS, Arguments, Exercise, Group
from autograder.exercises.phrases import misconception
from autograder.exercises.training import wrong
from autograder.exercises.training.common import FLOAT32, NOTEBOOK, pixels
from cnnlib import training

__all__ = ["small_cnn"]

#: The least height and width of an image.
SMALLEST = 8


def _images(
    rng: np.random.Generator,
    n: int = 1,
    h: int = 8,
    w: int = 8,
    num_classes: int | None = 5,
    width: int | None = 3,
) -> Arguments:
    if min(h, w) < SMALLEST:
        raise ValueError("three poolings leave nothing of such images")
    return {
        "images": pixels(rng, n, 1, h, w),
        "num_classes": num_classes,
        "width": width,
        "seed": int(rng.integers(2**31)),
    }


small_cnn = Exercise(
    name="SmallCNN",
    notebook=NOTEBOOK,
    reference=training.SmallCNN,
    make=_images,
    harness=harness.small_cnn,
    parts=("the kind of the model", "the shapes of its parameters", "the logits"),
    tolerance=10 * FLOAT32,
    groups=(
        Group(
            "small images",
            1.0,
            (
                {"n": 1, "h": 8, "w": 8},
                {"n": 2, "h": 8, "w": 8, "num_classes": 7, "width": 2},
                {"n": 4, "h": 16, "w": 16, "num_classes": 3, "width": 4},
            ),
            draws={"n": (1, 3, 5), "num_classes": (5, 7), "width": (2, 4)},
        ),
        Group(
            "images of any size",
            1.5,
            (
                {"n": 1, "h": 8, "w": 11},
                {"n": 2, "h": 13, "w": 9},
                {"n": 1, "h": 28, "w": 28},
                {"n": 3, "h": 17, "w": 32, "num_classes": 7, "width": 2},
            ),
            draws={"n": (1, 2, 3), "h": (9, 12, 19, 31), "w": (8, 10, 15, 23)},
        ),
        Group(
            "ten classes and a width of 32 by default",
            0.5,
            (
                {"n": 2, "h": 8, "w": 9, "num_classes": None, "width": None},
                {"n": 1, "h": 10, "w": 8, "num_classes": 5, "width": None},
                {"n": 1, "h": 8, "w": 8, "num_classes": None, "width": 3},
            ),
        ),
        Group(
            "numbers of classes and channels",
            0.75,
            (
                {"n": 2, "h": 9, "w": 8, "num_classes": 1, "width": 2},
                {"n": 2, "h": 8, "w": 9, "num_classes": 11, "width": 1},
                {"n": 1, "h": 12, "w": 8, "num_classes": 2, "width": 5},
            ),
            draws={"num_classes": (6, 9, 13), "width": (2, 5, 7)},
        ),
        Group(MANNERS, 0.25, ({"n": 2, "h": 8, "w": 8},)),
    ),
    misconceptions=(
        misconception("softmax before cross-entropy", *wrong.MODEL_SOFTMAX),
        misconception(
            "mean and max swapped",
            *wrong.MODEL_MEANS,
            explanation=(
                "You take a mean where a maximum belongs, or the other way about: "
                "the blocks end in max pooling, the features in a global average."
            ),
        ),
        misconception(
            "ReLU6",
            *wrong.MODEL_RELU6,
            explanation="Your activation stops at 6; a ReLU lets every positive value pass.",
        ),
        misconception(
            "absolute value",
            *wrong.MODEL_ABSOLUTE,
            explanation="Your activation turns negative values round; a ReLU makes them 0.",
        ),
    ),
    hints=(
        "Three times the same block, with 1 → width → 2·width → 4·width channels: write it once.",
        "A block is `nn.Conv2d(channels, filters, kernel_size=3, padding=1)`, `nn.ReLU()`, "
        "`nn.MaxPool2d(2)`.",
        "The global average of features (N, 4·width, h, w) is `features.mean(dim=(2, 3))`; it has "
        "the same length for every image size.",
        "End with `nn.Linear(4 * width, num_classes)`, and nothing after it.",
    ),
)
