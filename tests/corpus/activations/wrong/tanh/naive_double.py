# overflow-in-exp
import numpy as np


def tanh(x):
    e = np.exp(2 * x)
    return (e - 1) / (e + 1)
