# slope-on-the-positive-side
import numpy as np


def leaky_relu_grad(x, negative_slope=0.01):
    return 1 + (negative_slope - 1) * np.heaviside(x, 0.0)
