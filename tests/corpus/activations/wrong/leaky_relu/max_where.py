# max-x-x
import numpy as np


def leaky_relu(x, negative_slope=0.01):
    return np.where(x > negative_slope * x, x, negative_slope * x)
