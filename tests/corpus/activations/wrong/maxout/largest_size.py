# unnamed
import numpy as np


def maxout(x, pieces):
    if x.ndim != 2:
        raise ValueError("axes")
    n, d = x.shape
    if pieces < 1 or d % pieces:
        raise ValueError("pieces")
    k = d // pieces
    grouped = x.reshape(n, k, pieces)
    best = np.abs(grouped).argmax(axis=2)[:, :, None]
    return np.take_along_axis(grouped, best, axis=2)[:, :, 0].copy()
