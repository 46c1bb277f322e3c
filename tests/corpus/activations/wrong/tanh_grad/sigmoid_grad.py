# unnamed
import numpy as np


def tanh_grad(x):
    d = np.exp(-np.abs(x))
    return d / (1 + d) ** 2
