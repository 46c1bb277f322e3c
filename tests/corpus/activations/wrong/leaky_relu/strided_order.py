# unnamed
import numpy as np


def leaky_relu(x, negative_slope=0.01):
    flat = x.ravel(order="K")
    return np.where(flat > 0, flat, negative_slope * flat).reshape(x.shape)
