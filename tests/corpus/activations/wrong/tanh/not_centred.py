# unnamed
import numpy as np


def tanh(x):
    e = np.exp(-2 * np.abs(x))
    return np.where(x >= 0, 1.0, e) / (1 + e)
