# unnamed
import numpy as np


def sigmoid(x):
    decay = np.exp(-np.abs(x))
    return np.where(x > 0, 1.0, np.where(x < 0, decay, 0.0)) / (1.0 + decay)
