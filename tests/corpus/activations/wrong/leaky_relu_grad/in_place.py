# in-place
import numpy as np


def leaky_relu_grad(x, negative_slope=0.01):
    keep = x > 0
    x[keep] = 1
    x[~keep] = negative_slope
    return x
