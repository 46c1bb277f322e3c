# in-place
import numpy as np


def maxout(x, pieces):
    if x.ndim != 2 or pieces < 1 or x.shape[1] % pieces:
        raise ValueError("bad arguments")
    for p in range(1, pieces):
        x[:, ::pieces] = np.maximum(x[:, ::pieces], x[:, p::pieces])
    return x[:, ::pieces].copy()
