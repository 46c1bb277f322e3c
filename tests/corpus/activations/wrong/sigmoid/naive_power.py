# overflow-in-exp
import numpy as np


def sigmoid(x):
    y = np.exp(x)
    return y / (y + 1.0)
