# 1-tanh-without-the-square
import numpy as np


def tanh_grad(x):
    e = np.exp(-2 * np.abs(x))
    return 1 - np.sign(x) * (1 - e) / (1 + e)
