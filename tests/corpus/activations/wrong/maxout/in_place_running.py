# in-place
import numpy as np


def maxout(x, pieces):
    if x.ndim != 2:
        raise ValueError("axes")
    n, d = x.shape
    if pieces < 1 or d % pieces:
        raise ValueError("pieces")
    k = d // pieces
    for p in range(1, pieces):
        x[:, ::pieces] = np.maximum(x[:, ::pieces], x[:, p::pieces])
    return x[:, ::pieces].copy()
