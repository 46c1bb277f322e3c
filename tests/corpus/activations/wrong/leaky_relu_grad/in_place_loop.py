# in-place
import numpy as np


def leaky_relu_grad(x, negative_slope=0.01):
    for index in np.ndindex(x.shape):
        x[index] = 1.0 if x[index] > 0 else negative_slope
    return x
