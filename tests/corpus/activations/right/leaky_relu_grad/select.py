import numpy as np


def leaky_relu_grad(x, negative_slope=0.01):
    return np.select([x > 0, x <= 0], [1.0, negative_slope])
