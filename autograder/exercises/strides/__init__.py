"""Notebook 03: stride and padding, from the size of an output to the costs of a network."""

from __future__ import annotations

from autograder.exercises.strides.layer import conv2d_strided
from autograder.exercises.strides.padding import pad2d
from autograder.exercises.strides.seeing import coverage, receptive_field, touched_inputs
from autograder.exercises.strides.sizes import output_size, same_padding
from autograder.exercises.strides.table import layer_table

__all__ = ["EXERCISES"]

#: In the notebook's order.
EXERCISES = (
    output_size,
    pad2d,
    same_padding,
    conv2d_strided,
    coverage,
    receptive_field,
    touched_inputs,
    layer_table,
)
