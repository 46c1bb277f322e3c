import numpy as np


def leaky_relu_grad(x, negative_slope=0.01):
    return negative_slope + (1 - negative_slope) * np.heaviside(x, 0.0)
