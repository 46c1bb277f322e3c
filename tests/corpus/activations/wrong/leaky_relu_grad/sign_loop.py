# slopes-sign
import numpy as np


def leaky_relu_grad(x, negative_slope=0.01):
    out = np.ones(x.shape)
    for index, v in np.ndenumerate(x):
        if v <= 0:
            out[index] = -negative_slope
    return out
