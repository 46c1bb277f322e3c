# in-place
import numpy as np


def leaky_relu_grad(x, negative_slope=0.01):
    up = x > 0
    x[up], x[~up] = 1.0, negative_slope
    return x
