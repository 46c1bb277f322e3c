# relu-gradient-1-at-0
import numpy as np


def relu_grad(x):
    out = np.ones(x.shape)
    for index, v in np.ndenumerate(x):
        if v < 0:
            out[index] = 0
    return out
