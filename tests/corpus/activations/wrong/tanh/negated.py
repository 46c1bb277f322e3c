# unnamed
import numpy as np


def tanh(x):
    e = np.exp(-2 * np.abs(x))
    return np.sign(x) * (e - 1) / (1 + e)
