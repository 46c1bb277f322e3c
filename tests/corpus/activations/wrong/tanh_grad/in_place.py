# in-place
import numpy as np


def tanh_grad(x):
    x *= 2
    np.clip(x, -600, 600, out=x)
    t = 2 / (1 + np.exp(-x)) - 1
    return 1 - t * t
