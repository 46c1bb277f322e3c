# overflow-in-exp
import numpy as np


def sigmoid(x):
    out = np.empty(x.shape)
    pos = x >= 0
    out[pos] = np.exp(x[pos]) / (1 + np.exp(x[pos]))
    out[~pos] = 1 / (1 + np.exp(-x[~pos]))
    return out
