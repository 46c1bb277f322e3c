"""Notebook 02: kernels, from the averaging kernel to the gradient of a convolution."""

from __future__ import annotations

from autograder.exercises.kernels.gradient import conv2d_backward
from autograder.exercises.kernels.layout import hwc_to_chw, im2col
from autograder.exercises.kernels.plane import convolve2d, correlate2d
from autograder.exercises.kernels.small import (
    box_kernel,
    brightness_gain,
    compose_kernels,
    identity_kernel,
)
from autograder.exercises.kernels.volume import conv2d, conv2d_single

__all__ = ["EXERCISES"]

#: In the notebook's order.
EXERCISES = (
    box_kernel,
    identity_kernel,
    correlate2d,
    convolve2d,
    brightness_gain,
    compose_kernels,
    conv2d_single,
    hwc_to_chw,
    conv2d,
    im2col,
    conv2d_backward,
)
