# unnamed
import numpy as np


def relu(x):
    out = np.zeros(x.shape)
    rows, columns = x.shape
    for i in range(rows):
        for j in range(columns):
            out[i, j] = x[i, j] if not x[i, j] < 0 else 0.0
    return out
