# in-place
import numpy as np


def tanh(x):
    x *= 2
    e = np.exp(-np.abs(x))
    return 2 * np.where(x >= 0, 1.0, e) / (1 + e) - 1
