# overflow-in-exp
import numpy as np


def elu(x, alpha=1.0):
    import math

    def one(v):
        low = alpha * (math.exp(v) - 1)
        return v if v > 0 else low

    return np.vectorize(one, otypes=[float])(x)
