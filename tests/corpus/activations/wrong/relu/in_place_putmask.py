# in-place
import numpy as np


def relu(x):
    np.putmask(x, x < 0, 0.0)
    return x + 0.0
