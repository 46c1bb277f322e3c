# unnamed
import numpy as np


def tanh(x):
    e = np.exp(-2 * np.clip(x, -8, 8))
    return (1 - e) / (1 + e)
