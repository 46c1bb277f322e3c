import numpy as np


def leaky_relu_grad(x, negative_slope=0.01):
    g = np.full(x.shape, float(negative_slope))
    g[x > 0] = 1
    return g
