# overflow-in-exp
import numpy as np


def sigmoid(x):
    import math

    return np.vectorize(lambda v: 1.0 / (1.0 + math.exp(-v)), otypes=[float])(x)
