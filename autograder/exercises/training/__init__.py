"""Notebook 07: training a network, from the choice of a device to unseen pictures."""

from __future__ import annotations

from autograder.exercises.training.loop import evaluate, fit, train_step
from autograder.exercises.training.loss import cross_entropy, one_cycle
from autograder.exercises.training.model import small_cnn
from autograder.exercises.training.pictures import pick_device, random_shift, to_batch

__all__ = ["EXERCISES"]

#: In the notebook's order.
EXERCISES = (
    pick_device,
    to_batch,
    small_cnn,
    cross_entropy,
    one_cycle,
    random_shift,
    train_step,
    evaluate,
    fit,
)
