# overflow-in-exp
import numpy as np


def sigmoid(x):
    with np.errstate(all="ignore"):
        e = np.exp(x)
        return e / (1 + e)
