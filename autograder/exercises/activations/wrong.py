"""Wrong answers to the exercises on activations, each as a learner might compute it; NumPy only."""

from __future__ import annotations

import numpy as np

# ---------------------------------------------------------------- the right answers, to be spoilt


def sigmoid(x):
    decay = np.exp(-np.abs(x))
    return np.where(x >= 0, 1.0, decay) / (1.0 + decay)


def sigmoid_grad(x):
    return sigmoid(x) * (1.0 - sigmoid(x))


def tanh(x):
    return 2.0 * sigmoid(2.0 * x) - 1.0


def tanh_grad(x):
    return 1.0 - tanh(x) ** 2


def relu(x):
    return np.maximum(x, 0.0)


def relu_grad(x):
    return (x > 0).astype(float)


def leaky_relu(x, negative_slope=0.01):
    return np.where(x > 0, x, negative_slope * x)


def leaky_relu_grad(x, negative_slope=0.01):
    return np.where(x > 0, 1.0, negative_slope)


def elu(x, alpha=1.0):
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0.0)))


def maxout(x, pieces):
    return x.reshape(len(x), -1, pieces).max(axis=2)


def in_place(right, x, *rest, **options):
    """Let a right answer be written over its input."""
    x[...] = right(x, *rest, **options)
    return x


def in_place_beside(right, first, *rest, **options):
    """Spoil the input of an answer of another shape."""
    out = right(first, *rest, **options)
    first *= 0
    return out


# ---------------------------------------------------------------- sigmoid and tanh


def sigmoid_of_positive_exponent(x):
    return np.exp(x) / (1.0 + np.exp(x))


def sigmoid_of_negative_exponent(x):
    return 1.0 / (1.0 + np.exp(-x))


def sigmoid_grad_of_output(x):
    return x * (1.0 - x)


def sigmoid_grad_of_positive_exponent(x):
    return np.exp(x) / (1.0 + np.exp(x)) ** 2


def sigmoid_grad_of_negative_exponent(x):
    return np.exp(-x) / (1.0 + np.exp(-x)) ** 2


def sigmoid_grad_of_two_exponentials(x):
    s = np.exp(x) / (1.0 + np.exp(x))
    return s * (1.0 - s)


def tanh_of_two_exponentials(x):
    return (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))


def tanh_of_positive_exponent(x):
    return (np.exp(2 * x) - 1.0) / (np.exp(2 * x) + 1.0)


def tanh_of_negative_exponent(x):
    return (1.0 - np.exp(-2 * x)) / (1.0 + np.exp(-2 * x))


def tanh_grad_without_square(x):
    return 1.0 - tanh(x)


def tanh_grad_of_output(x):
    return 1.0 - x**2


def tanh_grad_of_two_exponentials(x):
    return 1.0 - tanh_of_two_exponentials(x) ** 2


def tanh_grad_of_positive_exponent(x):
    return 1.0 - tanh_of_positive_exponent(x) ** 2


def tanh_grad_of_negative_exponent(x):
    return 1.0 - tanh_of_negative_exponent(x) ** 2


def tanh_grad_of_quotient(x):
    return 4.0 * np.exp(2 * x) / (np.exp(2 * x) + 1.0) ** 2


# ---------------------------------------------------------------- ReLU and its relatives


def relu6(x):
    return np.clip(x, 0.0, 6.0)


def relu_absolute(x):
    return np.abs(x)


def relu6_grad(x):
    return ((x > 0) & (x < 6)).astype(float)


def absolute_grad(x):
    return np.sign(x)


def relu_grad_one_at_zero(x):
    return (x >= 0).astype(float)


def leaky_relu6(x, negative_slope=0.01):
    return np.minimum(leaky_relu(x, negative_slope), 6.0)


def leaky_on_the_positive_side(x, negative_slope=0.01):
    return np.where(x > 0, negative_slope * x, x)


def leaky_on_the_positive_side_alone(x, negative_slope=0.01):
    return np.where(x > 0, negative_slope * x, 0.0)


def leaky_on_both_sides(x, negative_slope=0.01):
    return negative_slope * x


def leaky_with_wrong_sign(x, negative_slope=0.01):
    return np.where(x > 0, x, -negative_slope * x)


def leaky_by_maximum(x, negative_slope=0.01):
    return np.maximum(x, negative_slope * x)


def relu_absolute_leaky(x, negative_slope=0.01):
    return np.abs(x)


def leaky_grad_on_the_positive_side(x, negative_slope=0.01):
    return np.where(x > 0, negative_slope, 1.0)


def leaky_grad_on_the_positive_side_alone(x, negative_slope=0.01):
    return np.where(x > 0, negative_slope, 0.0)


def leaky_grad_with_wrong_sign(x, negative_slope=0.01):
    return np.where(x > 0, 1.0, -negative_slope)


def leaky_grad_one_at_zero(x, negative_slope=0.01):
    return np.where(x >= 0, 1.0, negative_slope)


def leaky_grad_by_maximum(x, negative_slope=0.01):
    return np.where(x > negative_slope * x, 1.0, negative_slope)


def leaky_grad_by_greatest(x, negative_slope=0.01):
    """The larger of the two slopes for positive values, the smaller for negative ones."""
    larger, smaller = max(1.0, negative_slope), min(1.0, negative_slope)
    return np.where(x > 0, larger, smaller)


def leaky_grad_step_by_maximum(x, negative_slope=0.01):
    """The larger of the step of ReLU and the slope."""
    return np.maximum((x > 0).astype(float), negative_slope)


def leaky_relu6_grad(x, negative_slope=0.01):
    return np.where(x >= 6, 0.0, leaky_relu_grad(x, negative_slope))


def elu_without_alpha(x, alpha=1.0):
    return elu(x)


def elu_with_wrong_sign(x, alpha=1.0):
    return np.where(x > 0, x, -alpha * np.expm1(np.minimum(x, 0.0)))


def elu6(x, alpha=1.0):
    return np.minimum(elu(x, alpha), 6.0)


def elu_by_maximum(x, alpha=1.0):
    return np.maximum(x, alpha * np.expm1(np.minimum(x, 0.0)))


def elu_overflowing(x, alpha=1.0):
    """Right numbers, but the unused side of np.where overflows."""
    return np.where(x > 0, x, alpha * (np.exp(x) - 1.0))


# ---------------------------------------------------------------- maxout


def maxout_strided(x, pieces):
    return x.reshape(len(x), pieces, -1).max(axis=1)


def maxout_minimum(x, pieces):
    return x.reshape(len(x), -1, pieces).min(axis=2)


def maxout_mean(x, pieces):
    return x.reshape(len(x), -1, pieces).mean(axis=2)


def maxout_sum(x, pieces):
    return x.reshape(len(x), -1, pieces).sum(axis=2)


def maxout_last(x, pieces):
    return x.reshape(len(x), -1, pieces)[:, :, -1].copy()


def maxout_from_zero(x, pieces):
    return np.maximum(maxout(x, pieces), 0.0)


def maxout_first_sample(x, pieces):
    return np.repeat(maxout(x, pieces)[:1], len(x), axis=0)


# ---------------------------------------------------------------- measures of a network


def chain_product(act_grad, pre_activations):
    return np.prod(act_grad(pre_activations), axis=0)


def chain_last(act_grad, pre_activations):
    """Each layer's slope overwrites the one before."""
    return act_grad(pre_activations)[-1].copy()


def chain_sum(act_grad, pre_activations):
    return act_grad(pre_activations).sum(axis=0)


def chain_spoils_input(act_grad, pre_activations):
    out = chain_product(act_grad, pre_activations)
    pre_activations *= 0
    return out


def dead_in_any_sample(activations):
    return float(np.mean((activations == 0).any(axis=0)))


def dead_at_least(activations):
    """The smallest output is 0: the same, where outputs are not negative."""
    return float(np.mean(activations.min(axis=0) == 0))


def dead_in_first_sample(activations):
    return float(np.mean(activations[0] == 0))


def dead_in_last_sample(activations):
    return float(np.mean(activations[-1] == 0))


def dead_share_of_zeros(activations):
    """Every zero counts, whatever the unit does for other samples."""
    return float(np.mean(activations == 0))


def dead_spoils_input(activations):
    out = float(np.mean((activations == 0).all(axis=0)))
    activations += 1
    return out


def sign_fraction(inputs, upstream):
    signs = np.sign(upstream)[:, None] * np.sign(inputs)
    return float(np.mean((signs >= 0).all(axis=1) | (signs <= 0).all(axis=1)))


def sign_spoils_input(inputs, upstream):
    out = sign_fraction(inputs, upstream)
    inputs *= 0
    return out
