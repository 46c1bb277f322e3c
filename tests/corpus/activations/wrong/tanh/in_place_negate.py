# in-place
import numpy as np


def tanh(x):
    sign = np.sign(x)
    np.absolute(x, out=x)
    e = np.exp(-2 * x)
    return sign * (1 - e) / (1 + e)
