"""Notebook 04: activation functions, their slopes, and what these do to a deep network."""

from __future__ import annotations

from autograder.exercises.activations.measures import (
    chain_gradient,
    dead_fraction,
    he_std,
    same_sign_fraction,
)
from autograder.exercises.activations.rectifiers import (
    elu,
    leaky_relu,
    leaky_relu_grad,
    maxout,
    relu,
    relu_grad,
)
from autograder.exercises.activations.squashing import sigmoid, sigmoid_grad, tanh, tanh_grad

__all__ = ["EXERCISES"]

#: In the notebook's order.
EXERCISES = (
    sigmoid,
    sigmoid_grad,
    tanh,
    tanh_grad,
    chain_gradient,
    same_sign_fraction,
    relu,
    relu_grad,
    dead_fraction,
    leaky_relu,
    leaky_relu_grad,
    elu,
    maxout,
    he_std,
)
