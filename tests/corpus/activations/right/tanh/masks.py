import numpy as np


def tanh(x):
    out = np.empty_like(x, dtype=float)
    p = x > 0
    e = np.exp(-2 * x[p])
    out[p] = (1 - e) / (1 + e)
    e = np.exp(2 * x[~p])
    out[~p] = (e - 1) / (e + 1)
    return out
