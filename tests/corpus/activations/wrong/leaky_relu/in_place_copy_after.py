# in-place
import numpy as np


def leaky_relu(x, negative_slope=0.01):
    low = x <= 0
    x[low] = negative_slope * x[low]
    return x + 0.0
