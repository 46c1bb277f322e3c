import numpy as np


def tanh_grad(x):
    t = np.empty(x.shape)
    up = x > 0
    t[up] = 2 / (1 + np.exp(-2 * x[up])) - 1
    t[~up] = 1 - 2 / (1 + np.exp(2 * x[~up]))
    return 1 - np.power(t, 2)
