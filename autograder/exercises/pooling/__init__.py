"""Notebook 05: pooling, from the largest of a window to the gradient, and what a shift changes."""

from __future__ import annotations

from autograder.exercises.pooling.gradient import avg_pool2d_backward, max_pool2d_backward
from autograder.exercises.pooling.measure import change_under_shift, values_saved
from autograder.exercises.pooling.whole import avg_pool_as_conv, global_avg_pool
from autograder.exercises.pooling.windows import avg_pool2d, max_pool2d

__all__ = ["EXERCISES"]

#: In the notebook's order.
EXERCISES = (
    max_pool2d,
    values_saved,
    avg_pool2d,
    avg_pool_as_conv,
    global_avg_pool,
    change_under_shift,
    max_pool2d_backward,
    avg_pool2d_backward,
)
