# unnamed
import numpy as np


def tanh_grad(x):
    e = np.exp(-2 * np.abs(x))
    t = np.sign(x) * (1 - e) / (1 + e)
    return 1 - t**3
