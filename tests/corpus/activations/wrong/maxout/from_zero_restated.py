# accumulator-starts-at-0
import numpy as np


def maxout(x, pieces):
    if x.ndim != 2:
        raise ValueError("axes")
    n, d = x.shape
    if pieces < 1 or d % pieces:
        raise ValueError("pieces")
    k = d // pieces
    out = np.zeros((n, k))
    for p in range(pieces):
        out = np.maximum(out, x[:, p::pieces])
    return out
