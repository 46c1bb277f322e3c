"""Exercises on devices and batches: where to compute, and on what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.callables import training as harness
from autograder.exercise import MANNERS, Arguments, Exercise, Group
from autograder.exercises.draw import lay_out
from autograder.exercises.groups import invalid
from autograder.exercises.phrases import misconception
from autograder.exercises.training import wrong
from autograder.exercises.training.common import FLOAT32, NOTEBOOK, pixels
from autograder.exercises.training.judges import random_shift_problem
from cnnlib import training

__all__ = ["pick_device", "random_shift", "to_batch"]


def _device(rng: np.random.Generator, **arguments: Any) -> Arguments:
    return arguments


pick_device = Exercise(
    name="pick_device",
    notebook=NOTEBOOK,
    reference=training.pick_device,
    make=_device,
    harness=harness.pick_device,
    parts=("the device's type", "the result's class"),
    groups=(
        Group(
            "the best device that is there",
            1.0,
            tuple({"cuda": cuda, "mps": mps} for cuda in (False, True) for mps in (False, True)),
            draws={"cuda": (False, True), "mps": (False, True)},
        ),
        Group(
            "a preferred device",
            0.25,
            (
                {"prefer": "cpu", "cuda": True},
                {"prefer": "mps", "cuda": True, "mps": True},
                {"prefer": "cuda", "cuda": True},
                {"prefer": "cuda:0", "cuda": True},
                {"prefer": "cpu", "as_device": True, "cuda": True, "mps": True},
                {"prefer": "mps", "as_device": True, "cuda": True, "mps": True},
                {"prefer": "cuda:0", "as_device": True, "cuda": True, "mps": True},
            ),
            draws={
                "prefer": ("cpu", "cuda", "cuda:0", "mps"),
                "as_device": (False, True),
                "cuda": (True,),
                "mps": (True,),
            },
        ),
        Group(
            "a preferred device that is absent",
            0.5,
            (
                {"prefer": "cuda"},
                {"prefer": "mps", "cuda": True},
                {"prefer": "cuda", "mps": True},
                {"prefer": "cuda:0", "as_device": True, "mps": True},
                {"prefer": "mps", "as_device": True},
            ),
            raises=True,
        ),
        Group(MANNERS, 0.25, ({"prefer": "cpu"},)),
    ),
    hints=(
        "Without a preference, ask for CUDA, then for MPS; the CPU is always there.",
        "`torch.device(prefer)` takes a string or a device; its `.type` is cuda, mps or cpu.",
        "Raise ValueError where `.type` is cuda and `torch.cuda.is_available()` is False, and the "
        "same for mps with `torch.backends.mps.is_available()`.",
    ),
)


def _images(
    rng: np.random.Generator,
    n: int = 2,
    h: int = 2,
    w: int = 3,
    mean: float = 0.5,
    std: float = 0.25,
    layout: str = "C",
) -> Arguments:
    images = rng.integers(0, 256, size=(n, h, w), dtype=np.uint8)
    images.flat[0], images.flat[-1] = 255, 0
    if layout == "gaps":  # torch takes no negative strides, so `strided` will not do
        images = np.repeat(images, 2, axis=-1)[..., ::2]
    else:
        images = lay_out(images, layout)
    return {"images": images, "mean": mean, "std": std}


to_batch = Exercise(
    name="to_batch",
    notebook=NOTEBOOK,
    reference=training.to_batch,
    make=_images,
    harness=harness.to_batch,
    parts=("the values", "the kind of the result"),
    tolerance=FLOAT32,
    groups=(
        Group(
            "a batch",
            1.5,
            (
                {"n": 1, "h": 1, "w": 2},
                {"n": 2, "h": 3, "w": 4},
                {"n": 4, "h": 2, "w": 3, "mean": 0.286, "std": 0.353},
                {"n": 3, "h": 5, "w": 1, "mean": 0.0, "std": 1.0},
                {"n": 1, "h": 28, "w": 28, "mean": 0.286, "std": 0.353},
            ),
            draws={"n": (1, 2, 5), "h": (2, 4, 6), "w": (3, 5), "mean": (0.2, 0.3), "std": (0.3,)},
        ),
        Group(
            "memory layouts",
            0.25,
            (
                {"n": 2, "h": 2, "w": 3, "layout": "F"},
                {"n": 3, "h": 3, "w": 2, "layout": "gaps"},
            ),
        ),
        Group(MANNERS, 0.25, ({"n": 2, "h": 2, "w": 2, "mean": 0.0, "std": 1.0},)),
    ),
    misconceptions=(misconception("uint8 wraps round", *wrong.BATCH_WRAPPED),),
    hints=(
        "Three things happen: bytes become floats from 0 to 1, the axis of channels appears, and "
        "mean and standard deviation become 0 and 1.",
        "Convert before you divide: `torch.from_numpy(images)` is uint8, `.float()` makes a copy.",
        "`(torch.from_numpy(images).float() / 255 - mean) / std`, and then an axis at place 1.",
    ),
)


def _batch(
    rng: np.random.Generator,
    n: int = 3,
    c: int = 1,
    h: int = 4,
    w: int = 5,
    max_shift: int = 1,
    generator: bool = False,
) -> Arguments:
    return {
        "images": pixels(rng, n, c, h, w),
        "max_shift": max_shift,
        "seed": int(rng.integers(2**31)),
        "generator": generator,
    }


def _call(shift: int) -> Callable[[], Arguments]:
    return lambda: {"images": np.ones((2, 1, 3, 3), np.float32), "max_shift": shift}


random_shift = Exercise(
    name="random_shift",
    notebook=NOTEBOOK,
    reference=training.random_shift,
    make=_batch,
    harness=harness.random_shift,
    judge=random_shift_problem,
    parts=(
        "the images",
        "the kind of the result",
        "the same seed gives the same shifts",
        "other seeds give other shifts",
    ),
    groups=(
        Group(
            "moved, and zeros enter",
            1.0,
            (
                {"n": 40, "c": 1, "h": 4, "w": 5},
                {"n": 1, "c": 1, "h": 3, "w": 4, "max_shift": 2},
                {"n": 50, "c": 3, "h": 6, "w": 4, "max_shift": 2},
                {"n": 4, "c": 2, "h": 5, "w": 7, "max_shift": 0},
                {"n": 60, "c": 1, "h": 4, "w": 5, "max_shift": 4},
            ),
            draws={"c": (1, 2), "h": (4, 6), "w": (5, 7), "max_shift": (1, 2)},
        ),
        Group(
            "all shifts equally likely",
            1.0,
            (
                {"n": 2500, "h": 3, "w": 4},
                {"n": 2500, "h": 5, "w": 5, "max_shift": 2},
            ),
        ),
        Group(
            "a generator",
            0.5,
            (
                {"n": 30, "c": 1, "h": 4, "w": 5, "generator": True},
                {"n": 50, "c": 2, "h": 5, "w": 4, "max_shift": 2, "generator": True},
            ),
        ),
        invalid({"shift of −1": _call(-1), "shift of −3": _call(-3)}, 0.25),
        Group(MANNERS, 0.25, ({"n": 3, "h": 4, "w": 4, "max_shift": 0},)),
    ),
    misconceptions=(
        misconception("one shift for the whole batch", *wrong.ONE_SHIFT),
        misconception(
            "wrapping and zero-filled shifts mixed up",
            *wrong.WRAPPING,
            explanation=(
                "Your shift wraps round: what leaves on one side comes in on the other; "
                "here zeros come in."
            ),
        ),
        misconception(
            "border repeated instead of zeros",
            wrong.repeats_the_border,
            explanation="You repeat the border where new pixels enter; here zeros come in.",
        ),
    ),
    hints=(
        "Every image needs two numbers of its own: `torch.randint` with a size of N draws N.",
        "`torch.randint(-max_shift, max_shift + 1, (N,), generator=generator)`: the upper end is "
        "left out.",
        "Pad the batch with max_shift zeros on all sides (`torch.nn.functional.pad`); a shifted "
        "image is a window of that.",
        "The window of image n begins at row max_shift - dy[n], column max_shift - dx[n].",
    ),
)
