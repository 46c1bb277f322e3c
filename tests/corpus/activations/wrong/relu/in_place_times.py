# in-place
import numpy as np


def relu(x):
    x *= np.where(np.isnan(x), 1.0, x > 0)
    return x
