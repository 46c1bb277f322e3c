import numpy as np


def sigmoid(x):
    out = np.empty(x.shape)
    pos = x >= 0
    np.divide(1.0, 1.0 + np.exp(-x, where=pos, out=np.zeros(x.shape)), out=out, where=pos)
    e = np.exp(np.where(pos, 0.0, x))
    return np.where(pos, out, e / (1.0 + e))
