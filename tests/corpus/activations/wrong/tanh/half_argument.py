# unnamed
import numpy as np


def tanh(x):
    e = np.exp(-np.abs(x))
    return np.sign(x) * (1 - e) / (1 + e)
