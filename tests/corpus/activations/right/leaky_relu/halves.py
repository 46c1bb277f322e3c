import numpy as np


def leaky_relu(x, negative_slope=0.01):
    return 0.5 * (1 + negative_slope) * x + 0.5 * (1 - negative_slope) * np.abs(x)
