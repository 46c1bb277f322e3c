# slope-on-the-positive-side
import numpy as np


def leaky_relu(x, negative_slope=0.01):
    return negative_slope * np.maximum(x, 0)
