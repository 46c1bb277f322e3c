# relu6
import numpy as np


def leaky_relu(x, negative_slope=0.01):
    out = negative_slope * x
    for index, v in np.ndenumerate(x):
        if v > 0:
            out[index] = min(v, 6.0)
    return out
