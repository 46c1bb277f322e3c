import numpy as np


def maxout(x, pieces):
    if x.ndim != 2 or pieces < 1 or x.shape[1] % pieces != 0:
        raise ValueError("no")
    out = x[:, ::pieces].copy()
    for p in range(1, pieces):
        out = np.maximum(out, x[:, p::pieces])
    return out
