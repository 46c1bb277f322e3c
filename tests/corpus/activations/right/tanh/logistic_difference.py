import numpy as np


def tanh(x):
    a = np.exp(np.minimum(x, 0.0) - np.maximum(x, 0.0))
    a = np.exp(-np.abs(x)) ** 2
    return np.where(x < 0, a - 1.0, 1.0 - a) / (1.0 + a)
