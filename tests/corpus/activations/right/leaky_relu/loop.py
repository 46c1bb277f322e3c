import numpy as np


def leaky_relu(x, negative_slope=0.01):
    out = np.empty(x.shape)
    for index, v in np.ndenumerate(x):
        out[index] = v * (1.0 if v > 0 else negative_slope)
    return out
