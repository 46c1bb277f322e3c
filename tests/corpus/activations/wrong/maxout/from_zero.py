# accumulator-starts-at-0
import numpy as np


def maxout(x, pieces):
    if x.ndim != 2 or pieces < 1 or x.shape[1] % pieces:
        raise ValueError("bad arguments")
    out = np.zeros((len(x), x.shape[1] // pieces))
    for p in range(pieces):
        out = np.maximum(out, x[:, p::pieces])
    return out
