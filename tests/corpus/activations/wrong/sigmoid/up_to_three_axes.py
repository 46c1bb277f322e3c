# unnamed
import numpy as np


def sigmoid(x):
    if x.ndim > 3:
        x = x[0]
    decay = np.exp(-np.abs(x))
    return np.where(x >= 0, 1.0, decay) / (1.0 + decay)
