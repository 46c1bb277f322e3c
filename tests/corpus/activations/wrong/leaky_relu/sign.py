# slopes-sign
import numpy as np


def leaky_relu(x, negative_slope=0.01):
    return np.maximum(x, 0) - negative_slope * np.minimum(x, 0)
