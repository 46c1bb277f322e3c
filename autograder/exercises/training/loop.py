"""Exercises on the loop: one step, a measurement, and all of it together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.callables import training as harness
from autograder.exercise import MANNERS, Arguments, Exercise, Group
from autograder.exercises.groups import invalid
from autograder.exercises.phrases import misconception
from autograder.exercises.training import wrong
from autograder.exercises.training.common import CLASSES, FLOAT32, NOTEBOOK, labels, pixels
from autograder.exercises.training.judges import fit_problem, fit_split
from cnnlib import training

__all__ = ["evaluate", "fit", "train_step"]


def _batch(
    rng: np.random.Generator, n: int = 3, h: int = 2, w: int = 3, **arguments: Any
) -> Arguments:
    return {"images": pixels(rng, n, 1, h, w), "labels": labels(rng, n), **arguments}


def _uneven(n: int, wanted: int, **arguments: Any) -> Callable[[], Arguments]:
    return lambda: {
        "images": np.ones((n, 1, 3, 3), np.float32),
        "labels": np.zeros(wanted, np.int64),
        **arguments,
    }


train_step = Exercise(
    name="train_step",
    notebook=NOTEBOOK,
    reference=training.train_step,
    make=_batch,
    harness=harness.train_step,
    parts=(
        "the losses",
        "the parameters afterwards",
        "train mode during the step",
        "train mode afterwards",
    ),
    tolerance=10 * FLOAT32,
    groups=(
        Group(
            "one step",
            1.0,
            ({"n": 1}, {"n": 3}, {"n": 5, "h": 4, "w": 3}, {"n": 4, "adam": True}),
            draws={"n": (2, 4, 6), "h": (2, 3), "w": (2, 4)},
        ),
        Group(
            "several steps",
            1.0,
            ({"n": 3, "steps": 2}, {"n": 4, "steps": 3}, {"n": 6, "adam": True, "steps": 4}),
            draws={"n": (2, 4, 6), "h": (2, 3)},
        ),
        Group(
            "gradients left from before",
            0.5,
            ({"n": 3, "leftover": True}, {"n": 4, "adam": True, "leftover": True, "steps": 2}),
            draws={"n": (2, 5)},
        ),
        invalid(
            {
                "more labels": _uneven(2, 3),
                "fewer labels": _uneven(3, 2),
                "no image": _uneven(0, 0),
            },
            0.25,
        ),
        Group(MANNERS, 0.25, ({"n": 2},)),
    ),
    misconceptions=(
        misconception("gradients not zeroed", *wrong.NOT_ZEROED),
        misconception("softmax before cross-entropy", *wrong.STEP_SOFTMAX),
    ),
    hints=(
        "Five lines: train mode, old gradients away, loss, gradients, step.",
        "`loss.backward()` adds to the gradients that are there; `optimizer.zero_grad()` before it "
        "removes them.",
        "Return `loss.item()`, a Python number, of the loss that you computed before the step.",
    ),
)


def _scored(
    rng: np.random.Generator,
    n: int = 5,
    h: int = 11,
    w: int = 13,
    batch_size: int | None = 3,
    wrong: int = 2,
    **arguments: Any,
) -> Arguments:
    """Images of which one pixel says the class, and of which the last `wrong` are labelled wrongly.

    The pixel lies near the middle, so that it stays in the image when that is shifted a little, but
    not in it, so that it moves when the image is turned over.
    """
    wanted = labels(rng, n)
    images = np.zeros((n, 1, h, w), np.float32)
    # Each has a value of its own, nearest to its own class.
    images[:, 0, h // 2 - 1, w // 2 - 1] = 1 + wanted + rng.permutation(n) / (3.0 * n)
    # By one class or by two, in turns: the model in train mode, which is off by one, is right then
    # about some, so that its accuracy is neither 0 nor the share of wrong answers.
    wanted[n - wrong :] = (wanted[n - wrong :] + 1 + np.arange(wrong) % 2) % CLASSES
    given = {} if batch_size is None else {"batch_size": batch_size}
    return {"images": images, "labels": wanted, **given, **arguments}


evaluate = Exercise(
    name="evaluate",
    notebook=NOTEBOOK,
    reference=training.evaluate,
    make=_scored,
    harness=harness.evaluate,
    parts=(
        "the accuracy",
        "no gradients",
        "the modes of all modules restored",
        "the images as they are",
        "batches of at most batch_size",
    ),
    tolerance=FLOAT32,
    groups=(
        Group(
            "batches that fill up",
            1.0,
            (
                {"n": 3, "wrong": 1, "training": False, "fresh": False},
                {"n": 8, "batch_size": 4, "wrong": 3, "training": False, "fresh": False},
                {"n": 12, "batch_size": 2, "wrong": 5, "training": False, "fresh": False},
            ),
            draws={"h": (11, 15), "w": (13, 17)},
        ),
        Group(
            "a last batch that holds fewer",
            1.0,
            (
                {"n": 5, "batch_size": 3, "training": False, "fresh": False},
                {"n": 7, "batch_size": 6, "wrong": 1, "training": False, "fresh": False},
                {"n": 11, "batch_size": 4, "wrong": 2, "training": False, "fresh": False},
                {"n": 9, "batch_size": None, "training": False, "fresh": False},
                {"n": 600, "batch_size": None, "wrong": 50, "training": False, "fresh": False},
            ),
            draws={"n": (5, 7, 10), "wrong": (1, 2)},
        ),
        Group(
            "a model in train mode",
            1.5,
            (
                {"n": 6, "wrong": 1},
                {"n": 7, "batch_size": 4},
                {"n": 5, "batch_size": 2, "fresh": False},
                {"n": 10, "batch_size": 3, "training": False},
            ),
            draws={"n": (5, 8, 11)},
        ),
        invalid(
            {
                "batch size 0": _uneven(2, 2, batch_size=0),
                "batch size −1": _uneven(2, 2, batch_size=-1),
                "more labels": _uneven(2, 3),
                "fewer labels": _uneven(3, 2),
                "no image": _uneven(0, 0),
            },
            0.25,
        ),
        Group(MANNERS, 0.25, ({"n": 6, "training": False, "fresh": False},)),
    ),
    misconceptions=(
        misconception("eval mode missing", *wrong.NO_EVAL),
        misconception("last partial batch counted as a full one", *wrong.FULL_BATCHES),
        misconception("augmentation at test time", *wrong.AUGMENTED),
    ),
    hints=(
        "Count right answers over all batches, and divide once, by the number of images.",
        "`model.eval()` before and the old modes after; `with torch.no_grad():` around the loop.",
        "Modules can differ in mode: keep `{m: m.training for m in model.modules()}` and give each "
        "its own back.",
        "`images.split(batch_size)` and `labels.split(batch_size)` give the batches, the last one "
        "as small as it is.",
    ),
)


def _training(rng: np.random.Generator, epochs: int = 3, count: int = 2000) -> Arguments:
    images, wanted, unseen, _ = fit_split(rng, count)
    return {"images": images, "labels": wanted, "unseen": unseen, "epochs": epochs}


def _small(n: int, wanted: int, epochs: int) -> Callable[[], Arguments]:
    return lambda: {
        "images": np.ones((n, 1, 8, 8), np.float32),
        "labels": np.zeros(wanted, np.int64),
        "unseen": np.ones((1, 1, 8, 8), np.float32),
        "epochs": epochs,
    }


fit = Exercise(
    name="fit",
    notebook=NOTEBOOK,
    reference=training.fit,
    make=_training,
    harness=harness.fit,
    judge=fit_problem,
    once=True,
    patience=12.0,
    hidden=1,
    groups=(
        Group("unseen images", 3.5, ({"epochs": 3},)),
        Group(MANNERS, 0.25, ({"epochs": 1, "count": 60},)),
        invalid(
            {
                "no epoch": _small(4, 4, 0),
                "more labels": _small(2, 3, 1),
                "fewer labels": _small(3, 2, 1),
                "no image": _small(0, 0, 1),
            },
            0.25,
        ),
    ),
    hints=(
        "In each epoch take the images in a new random order, batch by batch: "
        "`torch.randperm(len(images)).split(batch_size)` gives the places.",
        "Small batches mean many steps: with 32 images in one there are 63 steps an epoch.",
        "Before every step, set the rate: `for group in optimizer.param_groups: group['lr'] = …` "
        "with your `one_cycle`.",
        "`torch.optim.AdamW(model.parameters())`, a width of 16 and a largest rate of 0.02 are "
        "enough.",
    ),
)
