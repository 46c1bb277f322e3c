import numpy as np


def leaky_relu(x, negative_slope=0.01):
    y = np.array(x)
    y[y < 0] *= negative_slope
    return y
