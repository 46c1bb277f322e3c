"""Exercises on what is minimised, and how fast."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.callables import training as harness
from autograder.exercise import MANNERS, Arguments, Exercise, Group
from autograder.exercises.groups import invalid
from autograder.exercises.phrases import misconception
from autograder.exercises.training import wrong
from autograder.exercises.training.common import FLOAT32, NOTEBOOK, labels, pixels
from cnnlib import training

__all__ = ["cross_entropy", "one_cycle"]


def _logits(
    rng: np.random.Generator,
    n: int = 2,
    k: int = 3,
    label_smoothing: float | None = None,
    scale: float = 1.0,
    offset: float = 0.0,
) -> Arguments:
    arguments: Arguments = {
        "logits": np.float32(scale) * pixels(rng, n, k) + np.float32(offset),
        "labels": labels(rng, n, k),
    }
    return arguments | ({} if label_smoothing is None else {"label_smoothing": label_smoothing})


def _call(n: int = 2, k: int = 3, wanted: int = 2, smoothing: float = 0.0) -> Callable:
    return lambda: {
        "logits": np.ones((n, k), np.float32),
        "labels": np.zeros(wanted, np.int64),
        "label_smoothing": smoothing,
    }


cross_entropy = Exercise(
    name="cross_entropy",
    notebook=NOTEBOOK,
    reference=training.cross_entropy,
    make=_logits,
    harness=harness.cross_entropy,
    parts=("the loss", "its gradient", "the kind of the result"),
    tolerance=FLOAT32,
    forbidden=(
        "torch.nn.functional.cross_entropy",
        "torch.nn.functional.nll_loss",
        "torch.nn.CrossEntropyLoss",
        "torch.nn.NLLLoss",
        "torch.nn.modules.loss",
        "torch.nn.KLDivLoss",
        "torch.nn.functional.kl_div",
    ),
    groups=(
        Group(
            "without smoothing",
            1.5,
            (
                {"n": 1, "k": 2},
                {"n": 2, "k": 3},
                {"n": 5, "k": 4},
                {"n": 3, "k": 7, "label_smoothing": 0.0},
                {"n": 12, "k": 10, "scale": 3.0},
            ),
            draws={"n": (1, 3, 6, 11), "k": (2, 5, 9)},
        ),
        Group(
            "label smoothing",
            1.0,
            (
                {"n": 1, "k": 2, "label_smoothing": 0.5},
                {"n": 3, "k": 4, "label_smoothing": 0.1},
                {"n": 4, "k": 7, "label_smoothing": 0.3, "scale": 3.0},
                {"n": 2, "k": 10, "label_smoothing": 0.9},
            ),
            draws={"n": (2, 5), "k": (3, 6), "label_smoothing": (0.05, 0.2, 0.7)},
        ),
        Group(
            "large logits",
            1.0,
            (
                {"n": 3, "k": 4, "scale": 300.0},
                {"n": 2, "k": 3, "scale": 1.0, "offset": 1000.0},
                {"n": 2, "k": 3, "scale": 1.0, "offset": -1000.0},
                {"n": 4, "k": 5, "scale": 500.0, "label_smoothing": 0.2},
            ),
        ),
        invalid(
            {
                "negative smoothing": _call(smoothing=-0.1),
                "smoothing 1": _call(smoothing=1.0),
                "more labels": _call(wanted=3),
                "fewer labels": _call(wanted=1),
                "no sample": _call(n=0, wanted=0),
            },
            0.25,
        ),
        Group(MANNERS, 0.25, ({"n": 2, "k": 2},)),
    ),
    misconceptions=(
        misconception("softmax before cross-entropy", *wrong.LOSS_SOFTMAX),
        misconception(
            "overflow in exp",
            *wrong.LOSS_OVERFLOW,
            explanation=(
                "Your exponentials overflow or vanish for large logits; take the largest logit "
                "off first, or use `logsumexp`."
            ),
        ),
    ),
    hints=(
        "The logarithm of a softmax is z_k − log Σ_j exp z_j; no exponential of a large number "
        "is needed if you let `torch.logsumexp` add them up.",
        "`log_p.gather(1, labels[:, None])` takes the entry of the right class from each row.",
        "With smoothing, the loss of a sample is (1 − ε) times the one of the right class plus "
        "ε times the mean over all classes.",
    ),
)


def _step(
    rng: np.random.Generator,
    step: int = 0,
    total_steps: int = 10,
    max_lr: float = 1.0,
    warmup: float | None = None,
) -> Arguments:
    """One step; a negative one counts from the end."""
    arguments: Arguments = {
        "step": step % total_steps,
        "total_steps": total_steps,
        "max_lr": max_lr,
    }
    return arguments | ({} if warmup is None else {"warmup": warmup})


one_cycle = Exercise(
    name="one_cycle",
    notebook=NOTEBOOK,
    reference=training.one_cycle,
    make=_step,
    groups=(
        Group(
            "the rise",
            1.0,
            (
                {"step": 0, "total_steps": 10},
                {"step": 1, "total_steps": 10},
                {"step": 2, "total_steps": 10, "max_lr": 0.1},
                {"step": 7, "total_steps": 40, "max_lr": 0.5, "warmup": 0.25},
                {"step": 30, "total_steps": 100, "max_lr": 2.0, "warmup": 0.5},
            ),
            draws={"total_steps": (20, 50, 101), "step": (1, 2, 3), "max_lr": (0.1, 0.3)},
        ),
        Group(
            "the fall",
            1.0,
            (
                {"step": -1, "total_steps": 10},
                {"step": 3, "total_steps": 10},
                {"step": 6, "total_steps": 10, "max_lr": 0.1},
                {"step": -2, "total_steps": 20, "max_lr": 0.5, "warmup": 0.1},
                {"step": 60, "total_steps": 80, "max_lr": 2.0, "warmup": 0.5},
            ),
            draws={"total_steps": (20, 50, 101), "step": (-1, -2, -5), "max_lr": (0.1, 0.3)},
        ),
        Group(
            "a rise that ends between two steps",
            0.75,
            (
                {"step": 2, "total_steps": 7, "max_lr": 1.0},
                {"step": 3, "total_steps": 7, "max_lr": 1.0},
                {"step": 1, "total_steps": 9, "max_lr": 0.5, "warmup": 0.15},
                {"step": 2, "total_steps": 9, "max_lr": 0.5, "warmup": 0.15},
                {"step": 5, "total_steps": 11, "max_lr": 3.0, "warmup": 0.5},
                {"step": 6, "total_steps": 11, "max_lr": 3.0, "warmup": 0.5},
            ),
            draws={"total_steps": (13, 17, 23), "step": (1, 4, 5, 6), "warmup": (0.2, 0.37)},
        ),
        Group(MANNERS, 0.25, ({"step": 1, "total_steps": 8},)),
    ),
    misconceptions=(misconception("warm-up missing", *wrong.NO_WARMUP),),
    hints=(
        "Two formulas: a straight line up to step `warmup * total_steps`, half a cosine after it.",
        "On the line, the share of the way is step / (warmup·total_steps); it begins at max_lr/25.",
        "On the way down, the share is (step − peak) / (total_steps − 1 − peak), "
        "and (1 + cos(π·share)) / 2 goes from 1 to 0.",
    ),
)
