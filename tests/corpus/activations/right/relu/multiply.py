import numpy as np


def relu(x):
    return np.where(np.isnan(x), x, x * (x > 0))
