# overflow-in-exp
import numpy as np


def tanh(x):
    e = np.expm1(2 * x)
    return e / (e + 2)
