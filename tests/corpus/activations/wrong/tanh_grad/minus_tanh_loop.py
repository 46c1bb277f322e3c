# 1-tanh-without-the-square
import numpy as np


def tanh_grad(x):
    import math

    out = np.zeros(x.shape)
    for index, v in np.ndenumerate(x):
        e = math.exp(-2 * abs(v))
        out[index] = 1 - math.copysign((1 - e) / (1 + e), v)
    return out
