# unnamed
import numpy as np


def sigmoid(x):
    e = np.exp(-np.clip(x, -15, 15))
    return 1 / (1 + e)
