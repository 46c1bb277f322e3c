# 1-tanh-without-the-square
import numpy as np


def tanh_grad(x):
    e = np.exp(-2 * np.abs(x))
    s = np.where(x >= 0, 1.0, e) / (1 + e)
    return 2.0 - 2.0 * s
