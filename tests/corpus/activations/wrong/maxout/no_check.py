# unnamed
import numpy as np


def maxout(x, pieces):
    if x.ndim != 2:
        raise ValueError("axes")
    d = x.shape[1] // max(pieces, 1) * max(pieces, 1)
    return x[:, :d].reshape(len(x), -1, max(pieces, 1)).max(2) if d else np.zeros((len(x), 0))
