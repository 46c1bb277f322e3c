# max-x-x
import numpy as np


def leaky_relu(x, negative_slope=0.01):
    out = np.empty(x.shape)
    for index, v in np.ndenumerate(x):
        out[index] = max(v, negative_slope * v)
    return out
