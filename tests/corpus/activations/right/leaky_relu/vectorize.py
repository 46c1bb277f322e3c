import numpy as np


def leaky_relu(x, negative_slope=0.01):
    return np.vectorize(lambda v: v if v > 0 else negative_slope * v, otypes=[float])(x)
