import numpy as np


def maxout(x, pieces):
    if np.ndim(x) != 2 or pieces < 1 or x.shape[1] % pieces:
        raise ValueError("bad arguments")
    return np.maximum.reduceat(x, np.arange(0, x.shape[1], pieces), axis=1)
