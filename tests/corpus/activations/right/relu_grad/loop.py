import numpy as np


def relu_grad(x):
    out = np.zeros(x.shape)
    for index, v in np.ndenumerate(x):
        if v > 0:
            out[index] = 1.0
    return out
