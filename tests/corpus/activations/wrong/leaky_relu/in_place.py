# in-place
import numpy as np


def leaky_relu(x, negative_slope=0.01):
    x[x < 0] *= negative_slope
    return x
