# relu-gradient-1-at-0
import numpy as np


def leaky_relu_grad(x, negative_slope=0.01):
    return np.where(x < 0, negative_slope, 1.0)
