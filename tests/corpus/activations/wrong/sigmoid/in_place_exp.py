# in-place
import numpy as np


def sigmoid(x):
    np.abs(x, out=x)
    e = np.exp(-x)
    return 1 / (1 + e)
