# max-x-x
import numpy as np


def leaky_relu_grad(x, negative_slope=0.01):
    return np.maximum((x > 0) * 1.0, negative_slope)
