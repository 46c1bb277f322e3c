# relu6
import numpy as np


def relu_grad(x):
    out = np.zeros(x.shape)
    for index, v in np.ndenumerate(x):
        out[index] = 1.0 if 0 < v <= 6 else 0.0
    return out
