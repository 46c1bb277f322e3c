import numpy as np


def sigmoid_grad(x):
    import math

    out = np.empty(x.shape)
    for index, v in np.ndenumerate(x):
        e = math.exp(-abs(v))
        out[index] = e / (1 + e) ** 2
    return out
