# in-place
import numpy as np


def maxout(x, pieces):
    if x.ndim != 2:
        raise ValueError("axes")
    n, d = x.shape
    if pieces < 1 or d % pieces:
        raise ValueError("pieces")
    k = d // pieces
    x.reshape(n, k, pieces).sort(axis=2)
    x.sort(axis=1) if k == 1 else None
    return x.reshape(n, k, pieces).max(axis=2)
