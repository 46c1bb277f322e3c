# unnamed
import numpy as np


def sigmoid(x):
    decay = np.exp(-np.abs(x))
    s = np.where(x >= 0, 1.0, decay) / (1.0 + decay)
    return np.where(x < -700, 1e-300, np.where(x > 36, 0.99, s))
