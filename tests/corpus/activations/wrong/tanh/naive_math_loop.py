# overflow-in-exp
import numpy as np


def tanh(x):
    import math

    out = np.zeros(x.shape)
    for index, v in np.ndenumerate(x):
        out[index] = (math.exp(v) - math.exp(-v)) / (math.exp(v) + math.exp(-v))
    return out
