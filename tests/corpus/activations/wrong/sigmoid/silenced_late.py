# overflow-in-exp
import numpy as np


def sigmoid(x):
    e = np.exp(-x)
    with np.errstate(all="ignore"):
        return 1 / (1 + e)
