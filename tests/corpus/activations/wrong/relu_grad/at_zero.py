# relu-gradient-1-at-0
import numpy as np


def relu_grad(x):
    return np.heaviside(x, 1)
