# slopes-sign
import numpy as np


def leaky_relu(x, negative_slope=0.01):
    out = np.abs(x)
    out[x < 0] *= negative_slope
    return out
