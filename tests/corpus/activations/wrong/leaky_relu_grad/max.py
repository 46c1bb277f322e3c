# max-x-x
import numpy as np


def leaky_relu_grad(x, negative_slope=0.01):
    return np.where(np.maximum(x, negative_slope * x) == x, 1.0, negative_slope) * (
        x != 0
    ) + negative_slope * (x == 0)
