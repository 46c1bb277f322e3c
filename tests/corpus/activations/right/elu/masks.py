import numpy as np


def elu(x, alpha=1.0):
    y = x.astype(float).copy()
    n = y < 0
    y[n] = alpha * (np.exp(y[n]) - 1)
    return y
