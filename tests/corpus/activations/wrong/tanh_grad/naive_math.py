# overflow-in-exp
import numpy as np


def tanh_grad(x):
    import math

    return np.vectorize(lambda v: 4 / (math.exp(v) + math.exp(-v)) ** 2, otypes=[float])(x)
