# overflow-in-exp
import numpy as np


def tanh(x):
    a, b = np.exp(x), np.exp(-x)
    return (a - b) / (a + b)
