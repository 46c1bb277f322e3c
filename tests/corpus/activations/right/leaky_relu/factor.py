import numpy as np


def leaky_relu(x, negative_slope=0.01):
    return x * np.where(x < 0, negative_slope, 1.0)
