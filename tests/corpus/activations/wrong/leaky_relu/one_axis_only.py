# unnamed
import numpy as np


def leaky_relu(x, negative_slope=0.01):
    return np.array([v if v > 0 else negative_slope * v for v in x])
