# relu6
import numpy as np


def leaky_relu(x, negative_slope=0.01):
    return np.clip(x, 0, 6) + negative_slope * np.minimum(x, 0)
