# overflow-in-exp
import numpy as np


def tanh_grad(x):
    e = np.exp(2 * x)
    t = (e - 1) / (e + 1)
    return 1 - t * t
