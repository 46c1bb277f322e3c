# overflow-in-exp
import numpy as np


def elu(x, alpha=1.0):
    neg = alpha * (np.exp(x) - 1)
    pos = x
    return np.where(x < 0, neg, pos)
