import numpy as np


def tanh(x):
    m = np.expm1(-2 * np.abs(x))
    return np.copysign(m / (m + 2), x)
