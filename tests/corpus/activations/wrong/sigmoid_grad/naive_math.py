# overflow-in-exp
import numpy as np


def sigmoid_grad(x):
    import math

    def one(v):
        s = 1 / (1 + math.exp(-v))
        return s * (1 - s)

    return np.vectorize(one, otypes=[float])(x)
