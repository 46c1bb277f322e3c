# unnamed
import numpy as np


def leaky_relu(x, negative_slope=0.01):
    return np.where(x > 0, x, negative_slope * np.expm1(np.minimum(x, 0)))
