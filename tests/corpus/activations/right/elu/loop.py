import numpy as np


def elu(x, alpha=1.0):
    import math

    out = np.empty(x.shape)
    for index, v in np.ndenumerate(x):
        out[index] = v if v > 0 else alpha * (math.exp(v) - 1)
    return out
