import numpy as np


def sigmoid_grad(x):
    s = np.empty(x.shape)
    up = x >= 0
    s[up] = 1 / (1 + np.exp(-x[up]))
    s[~up] = np.exp(x[~up]) / (1 + np.exp(x[~up]))
    return s * (1 - s)
