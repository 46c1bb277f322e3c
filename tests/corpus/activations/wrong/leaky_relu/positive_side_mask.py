# slope-on-the-positive-side
import numpy as np


def leaky_relu(x, negative_slope=0.01):
    y = x.copy()
    y[x > 0] = y[x > 0] * negative_slope
    return y
