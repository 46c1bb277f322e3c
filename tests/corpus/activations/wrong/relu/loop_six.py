# relu6
import numpy as np


def relu(x):
    out = np.array(x, dtype=float)
    for index, v in np.ndenumerate(x):
        if v < 0:
            out[index] = 0.0
        elif v > 6:
            out[index] = 6.0
    return out
