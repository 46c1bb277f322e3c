# maxout-over-strided-features
import numpy as np


def maxout(x, pieces):
    if x.ndim != 2:
        raise ValueError("axes")
    n, d = x.shape
    if pieces < 1 or d % pieces:
        raise ValueError("pieces")
    k = d // pieces
    return np.max(np.split(x, pieces, axis=1), axis=0)
