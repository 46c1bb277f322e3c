# unnamed
import numpy as np


def leaky_relu(x, negative_slope=0.01):
    return np.minimum(x, negative_slope * x)
