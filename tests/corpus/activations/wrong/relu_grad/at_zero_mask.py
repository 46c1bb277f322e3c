# relu-gradient-1-at-0
import numpy as np


def relu_grad(x):
    out = np.ones(x.shape)
    out[x < 0] = 0
    return out
