"""Notebook 01: why convolutions: parameters, shifts, shuffles, and one matrix that shows it all."""

from __future__ import annotations

from autograder.exercises.motivation.counts import (
    conv_macs,
    conv_param_count,
    dense_param_count,
    local_param_count,
)
from autograder.exercises.motivation.matrices import conv1d_as_matrix, permute_dense_weights
from autograder.exercises.motivation.shifts import accuracy_under_shift, shift_image

__all__ = ["EXERCISES"]

#: In the notebook's order.
EXERCISES = (
    dense_param_count,
    shift_image,
    accuracy_under_shift,
    permute_dense_weights,
    local_param_count,
    conv_param_count,
    conv_macs,
    conv1d_as_matrix,
)
