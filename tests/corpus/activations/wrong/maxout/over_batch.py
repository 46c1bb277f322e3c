# unnamed
import numpy as np


def maxout(x, pieces):
    if x.ndim != 2:
        raise ValueError("axes")
    n, d = x.shape
    if pieces < 1 or d % pieces:
        raise ValueError("pieces")
    k = d // pieces
    return np.broadcast_to(x.max(axis=0).reshape(k, pieces).max(axis=1), (n, k)).copy()
