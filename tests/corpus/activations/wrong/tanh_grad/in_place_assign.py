# in-place
import numpy as np


def tanh_grad(x):
    e = np.exp(-2 * np.abs(x))
    x[...] = 4 * e / (1 + e) ** 2
    return x
