import numpy as np


def tanh(x):
    import math

    out = np.zeros(x.shape)
    for index, v in np.ndenumerate(x):
        e = math.exp(-2 * abs(v))
        out[index] = math.copysign((1 - e) / (1 + e), v)
    return out
