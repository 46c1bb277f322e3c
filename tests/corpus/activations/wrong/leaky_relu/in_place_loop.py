# in-place
import numpy as np


def leaky_relu(x, negative_slope=0.01):
    for index in np.ndindex(x.shape):
        if x[index] < 0:
            x[index] *= negative_slope
    return x.copy()
