import numpy as np


def leaky_relu_grad(x, negative_slope=0.01):
    return np.vectorize(lambda v: 1.0 if v > 0 else negative_slope, otypes=[float])(x)
