# unnamed
import numpy as np


def tanh(x):
    y = np.maximum(x, 0.0)
    e = np.exp(-2 * y)
    return (1 - e) / (1 + e)
