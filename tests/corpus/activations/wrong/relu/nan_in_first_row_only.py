# unnamed
import numpy as np


def relu(x):
    out = np.maximum(x, 0)
    out[1:] = np.nan_to_num(out[1:])
    return out
