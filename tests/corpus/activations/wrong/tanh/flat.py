# unnamed
import numpy as np


def tanh(x):
    e = np.exp(-2 * np.abs(x.ravel()))
    return np.sign(x.ravel()) * (1 - e) / (1 + e)
