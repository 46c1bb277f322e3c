# unnamed
import numpy as np


def maxout(x, pieces):
    if x.ndim != 2:
        raise ValueError("axes")
    n, d = x.shape
    if pieces < 1 or d % pieces:
        raise ValueError("pieces")
    k = d // pieces
    return x.reshape(n, k, pieces)[..., 0] if pieces == 1 else x.reshape(n, k, pieces).max(axis=2)
