# in-place
import numpy as np


def sigmoid(x):
    decay = np.exp(-np.abs(x))
    x[...] = np.where(x >= 0, 1.0, decay) / (1.0 + decay)
    return x.copy()
