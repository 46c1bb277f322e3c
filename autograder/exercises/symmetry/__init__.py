"""Notebook 06: equivariance and invariance, from a shifted photograph to a turned filter."""

from __future__ import annotations

from autograder.exercises.symmetry.layers import blur_pool2d, circular_conv2d
from autograder.exercises.symmetry.measures import (
    equivariance_error,
    group_average,
    invariance_error,
)
from autograder.exercises.symmetry.moves import output_shift, shift_consistency, translate
from autograder.exercises.symmetry.rings import error_by_border_distance
from autograder.exercises.symmetry.turns import lift_p4, p4_action

__all__ = ["EXERCISES"]

#: In the notebook's order.
EXERCISES = (
    translate,
    equivariance_error,
    invariance_error,
    circular_conv2d,
    error_by_border_distance,
    output_shift,
    shift_consistency,
    group_average,
    blur_pool2d,
    lift_p4,
    p4_action,
)
