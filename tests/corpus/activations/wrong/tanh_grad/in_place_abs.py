# in-place
import numpy as np


def tanh_grad(x):
    np.fabs(x, out=x)
    e = np.exp(-2 * x)
    return 4 * e / (1 + e) ** 2
