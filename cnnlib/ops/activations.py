"""Notebook 04: activation functions, their gradients, and what these do to a deep network."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy import ndarray

from cnnlib.ops._arguments import (
    array_with_axes,
    floats,
    integer,
    invalid,
    number,
    numbers,
    same_shape,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from jaxtyping import Float64, Num

__all__ = [
    "chain_gradient",
    "dead_fraction",
    "elu",
    "he_std",
    "leaky_relu",
    "leaky_relu_grad",
    "maxout",
    "relu",
    "relu_grad",
    "same_sign_fraction",
    "sigmoid",
    "sigmoid_grad",
    "tanh",
    "tanh_grad",
]


def sigmoid(x: Num[ndarray, "..."]) -> Float64[ndarray, "..."]:
    """Squash every value to between 0 and 1: `1 / (1 + exp(−x))`.

    Args:
        x: of any shape.

    Returns:
        float64 of the same shape.

    Raises:
        ValueError: if `x` does not hold real numbers.

    Example:
        >>> sigmoid(np.array([-1000.0, 0.0, 1000.0]))
        array([0. , 0.5, 1. ])

    Source:
        Goodfellow, Bengio and Courville (2016), Deep Learning, eq. 3.30.
    """
    x = floats(numbers("sigmoid", "x", x))
    decay = np.exp(-np.abs(x))  # never overflows, whichever side of 0 x is on
    return np.asarray(np.where(x >= 0, 1.0, decay) / (1.0 + decay))


def sigmoid_grad(x: Num[ndarray, "..."]) -> Float64[ndarray, "..."]:
    """The slope of `sigmoid` at its input: σ(x)·(1 − σ(x)), at most 1/4.

    Args:
        x: the input of `sigmoid`, not its output; of any shape.

    Returns:
        float64 of the same shape.

    Raises:
        ValueError: if `x` does not hold real numbers.

    Example:
        >>> sigmoid_grad(np.array([0.0, 1000.0]))
        array([0.25, 0.  ])

    Source:
        Notebook 04, “Saturation”.
    """
    x = floats(numbers("sigmoid_grad", "x", x))
    decay = np.exp(-np.abs(x))
    return np.asarray(decay / (1.0 + decay) ** 2)


def tanh(x: Num[ndarray, "..."]) -> Float64[ndarray, "..."]:
    """Squash every value to between −1 and 1, from exponentials.

    Args:
        x: of any shape.

    Returns:
        float64 of the same shape.

    Raises:
        ValueError: if `x` does not hold real numbers.

    Example:
        >>> tanh(np.array([-1000.0, 0.0, 1000.0]))
        array([-1.,  0.,  1.])

    Source:
        LeCun, Bottou, Orr and Müller (1998), Efficient BackProp, section 4.4.
    """
    x = floats(numbers("tanh", "x", x))
    # expm1(z) is exp(z) − 1 without the digits that the subtraction would lose near 0.
    shortfall = np.expm1(-2.0 * np.abs(x))
    return np.asarray(np.copysign(shortfall / (2.0 + shortfall), x))


def tanh_grad(x: Num[ndarray, "..."]) -> Float64[ndarray, "..."]:
    """The slope of `tanh` at its input: 1 − tanh(x)².

    Args:
        x: the input of `tanh`, not its output; of any shape.

    Returns:
        float64 of the same shape.

    Raises:
        ValueError: if `x` does not hold real numbers.

    Example:
        >>> tanh_grad(np.array([0.0, 1000.0]))
        array([1., 0.])

    Source:
        Notebook 04, “Saturation”.
    """
    x = floats(numbers("tanh_grad", "x", x))
    decay = np.exp(-2.0 * np.abs(x))
    return np.asarray(4.0 * decay / (1.0 + decay) ** 2)


def relu(x: Num[ndarray, "..."]) -> Float64[ndarray, "..."]:
    """Keep what is positive, put 0 for the rest.

    Args:
        x: of any shape; NaN stays NaN.

    Returns:
        float64 of the same shape.

    Raises:
        ValueError: if `x` does not hold real numbers.

    Example:
        >>> relu(np.array([-2.0, 0.0, 3.0]))
        array([0., 0., 3.])

    Source:
        Nair and Hinton (2010), Rectified Linear Units Improve Restricted Boltzmann Machines.
    """
    return np.asarray(np.maximum(floats(numbers("relu", "x", x)), 0.0))


def relu_grad(x: Num[ndarray, "..."]) -> Float64[ndarray, "..."]:
    """The slope of `relu` at its input: 1 where it is positive, 0 elsewhere, at 0 too.

    Args:
        x: the input of `relu`; of any shape.

    Returns:
        float64 of the same shape.

    Raises:
        ValueError: if `x` does not hold real numbers.

    Example:
        >>> relu_grad(np.array([-2.0, 0.0, 3.0]))
        array([0., 0., 1.])

    Source:
        Notebook 04, “Dead units”; at 0 the subgradient that PyTorch takes.
    """
    return np.where(floats(numbers("relu_grad", "x", x)) > 0, 1.0, 0.0)


def leaky_relu(x: Num[ndarray, "..."], negative_slope: float = 0.01) -> Float64[ndarray, "..."]:
    """Keep what is positive, and a small part of the rest.

    Args:
        x: of any shape.
        negative_slope: what negative values are multiplied by; may exceed 1.

    Returns:
        float64 of the same shape.

    Raises:
        ValueError: if `x` does not hold real numbers, or the slope is not one.

    Example:
        >>> leaky_relu(np.array([-2.0, 3.0]), negative_slope=0.5)
        array([-1.,  3.])

    Source:
        Maas, Hannun and Ng (2013), Rectifier Nonlinearities Improve Neural Network Acoustic Models.
    """
    x = floats(numbers("leaky_relu", "x", x))
    return np.where(x > 0, x, number("leaky_relu", "negative_slope", negative_slope) * x)


def leaky_relu_grad(
    x: Num[ndarray, "..."], negative_slope: float = 0.01
) -> Float64[ndarray, "..."]:
    """The slope of `leaky_relu` at its input; at 0 it is `negative_slope`.

    Args:
        x: the input of `leaky_relu`; of any shape.
        negative_slope: as in `leaky_relu`.

    Returns:
        float64 of the same shape.

    Raises:
        ValueError: if `x` does not hold real numbers, or the slope is not one.

    Example:
        >>> leaky_relu_grad(np.array([-2.0, 0.0, 3.0]))
        array([0.01, 0.01, 1.  ])

    Source:
        Notebook 04, “Dead units”.
    """
    x = floats(numbers("leaky_relu_grad", "x", x))
    return np.where(x > 0, 1.0, number("leaky_relu_grad", "negative_slope", negative_slope))


def elu(x: Num[ndarray, "..."], alpha: float = 1.0) -> Float64[ndarray, "..."]:
    """Keep what is positive, and let the rest run out smoothly to −`alpha`.

    Args:
        x: of any shape.
        alpha: the depth of the negative side.

    Returns:
        float64 of the same shape, `alpha·(exp(x) − 1)` where `x` is negative.

    Raises:
        ValueError: if `x` does not hold real numbers, or `alpha` is not one.

    Example:
        >>> elu(np.array([-1000.0, 0.0, 3.0]), alpha=2.0)
        array([-2.,  0.,  3.])

    Source:
        Clevert, Unterthiner and Hochreiter (2016), Exponential Linear Units, eq. 1.
    """
    x = floats(numbers("elu", "x", x))
    depth = number("elu", "alpha", alpha)
    # np.where computes both sides: the minimum keeps the unused one from overflowing.
    return np.where(x > 0, x, depth * np.expm1(np.minimum(x, 0.0)))


def maxout(x: Num[ndarray, "N D"], pieces: int) -> Float64[ndarray, "N D/pieces"]:
    """Take the largest of every few consecutive features.

    Args:
        x: (N, D).
        pieces: how many features make one output; divides D.

    Returns:
        float64 of shape (N, D / pieces).

    Raises:
        ValueError: if `x` does not have two axes, `pieces` is below 1 or does not divide D.

    Example:
        >>> maxout(np.array([[1.0, 5.0, 2.0, -3.0]]), pieces=2)
        array([[5., 2.]])

    Source:
        Goodfellow, Warde-Farley, Mirza, Courville and Bengio (2013), Maxout Networks, section 3.
    """
    x = floats(array_with_axes("maxout", "x", x, 2, shape="(N, D)"))
    size = integer("maxout", "pieces", pieces, 1)
    samples, features = x.shape
    if features % size:
        expected = f"pieces to divide the {features} features of x"
        raise invalid("maxout", expected, f"{size} and x of shape {x.shape}", "take a divisor")
    return np.ascontiguousarray(x.reshape(samples, features // size, size).max(axis=2))


def chain_gradient(
    act_grad: Callable[[ndarray], ndarray], pre_activations: Num[ndarray, "layers units"]
) -> Float64[ndarray, " units"]:
    """Multiply an activation's slopes through the layers: what is left of a gradient on its way.

    Args:
        act_grad: the slope of an activation at its input, elementwise, such as `sigmoid_grad`.
        pre_activations: the inputs of the activations, (layers, units).

    Returns:
        float64 of shape (units,).

    Raises:
        ValueError: if `pre_activations` does not have two axes, or `act_grad` changes the shape.

    Example:
        >>> chain_gradient(sigmoid_grad, np.zeros((10, 1)))
        array([9.53674316e-07])

    Source:
        Glorot and Bengio (2010), Understanding the Difficulty of Training Deep Feedforward Neural
        Networks, section 3.
    """
    where = "chain_gradient"
    z = floats(
        array_with_axes(where, "pre_activations", pre_activations, 2, shape="(layers, units)")
    )
    slopes = floats(numbers(where, "act_grad(z)", act_grad(z.copy())))
    same_shape(where, "act_grad(z)", slopes, z.shape, "act_grad must work element by element")
    return np.prod(slopes, axis=0)


def dead_fraction(activations: Num[ndarray, "N units"]) -> float:
    """Measure the share of units that are 0 for every sample.

    Args:
        activations: outputs of a layer, (N, units).

    Returns:
        A share between 0 and 1.

    Raises:
        ValueError: if `activations` does not have two axes or is empty.

    Example:
        >>> dead_fraction(np.array([[0.0, 1.0], [0.0, 0.0]]))
        0.5

    Source:
        Notebook 04, “Dead units”.
    """
    where = "dead_fraction"
    values = array_with_axes(where, "activations", activations, 2, shape="(N, units)")
    return float(np.mean(np.all(values == 0, axis=0)))


def same_sign_fraction(inputs: Num[ndarray, "N D"], upstream: Num[ndarray, " N"]) -> float:
    """Measure how often all components of a sample's weight gradient have one sign.

    Args:
        inputs: what a unit sees, (N, D).
        upstream: gradient by the unit's sum, one a sample, (N,); the weight gradient of sample n is
            `upstream[n]·inputs[n]`.

    Returns:
        The share of samples whose components are all ≥ 0 or all ≤ 0.

    Raises:
        ValueError: if `inputs` does not have two axes or is empty, or `upstream` is not (N,).

    Example:
        >>> same_sign_fraction(np.array([[1.0, 2.0], [1.0, -2.0]]), np.array([-1.0, 1.0]))
        0.5

    Source:
        LeCun, Bottou, Orr and Müller (1998), Efficient BackProp, section 4.3.
    """
    where = "same_sign_fraction"
    x = floats(array_with_axes(where, "inputs", inputs, 2, shape="(N, D)"))
    g = floats(numbers(where, "upstream", upstream))
    same_shape(where, "upstream", g, x.shape[:1], "pass one number for each sample")
    # Signs are multiplied, not values: a product of tiny values would underflow to 0.
    signs = np.sign(g)[:, np.newaxis] * np.sign(x)
    return float(np.mean(np.all(signs >= 0, axis=1) | np.all(signs <= 0, axis=1)))


def he_std(fan_in: int, negative_slope: float = 0.0) -> float:
    """The spread of initial weights with which (leaky) ReLU keeps the size of activations.

    Args:
        fan_in: inputs of a unit; for a convolution C·kh·kw.
        negative_slope: of the leaky ReLU behind it; 0 for ReLU.

    Returns:
        The standard deviation √(2 / ((1 + negative_slope²)·fan_in)).

    Raises:
        ValueError: if `fan_in` is below 1, or the slope is not a real number.

    Example:
        >>> he_std(50)
        0.2

    Source:
        He, Zhang, Ren and Sun (2015), Delving Deep into Rectifiers, eq. 15.
    """
    inputs = integer("he_std", "fan_in", fan_in, 1)
    slope = number("he_std", "negative_slope", negative_slope)
    return math.sqrt(2.0 / ((1.0 + slope * slope) * inputs))
