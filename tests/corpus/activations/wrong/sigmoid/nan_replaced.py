# overflow-in-exp
import numpy as np


def sigmoid(x):
    with np.errstate(all="ignore"):
        e = np.exp(x)
        return np.nan_to_num(e / (1 + e))
