# unnamed
import numpy as np


def sigmoid(x):
    rows, columns = x.shape
    decay = np.exp(-np.abs(x))
    return np.where(x >= 0, 1.0, decay) / (1.0 + decay)
