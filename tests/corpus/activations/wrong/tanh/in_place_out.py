# in-place
import numpy as np


def tanh(x):
    e = np.exp(-2 * np.abs(x))
    np.multiply(np.sign(x), (1 - e) / (1 + e), out=x)
    return x
