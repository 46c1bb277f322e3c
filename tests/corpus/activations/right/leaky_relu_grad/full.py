import numpy as np


def leaky_relu_grad(x, negative_slope=0.01):
    out = np.full(x.shape, float(negative_slope))
    out[x > 0] = 1.0
    return out
