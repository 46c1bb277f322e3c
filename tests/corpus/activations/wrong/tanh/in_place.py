# in-place
import numpy as np


def tanh(x):
    np.clip(x, -300, 300, out=x)
    return 2 / (1 + np.exp(-2 * x)) - 1
