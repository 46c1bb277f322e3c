# overflow-in-exp
import numpy as np


def sigmoid(x):
    out = 1.0 + np.exp(-1.0 * x)
    return 1.0 / out
