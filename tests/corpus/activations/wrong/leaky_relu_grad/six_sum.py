# relu6
import numpy as np


def leaky_relu_grad(x, negative_slope=0.01):
    return ((x > 0) & (x < 6)) * 1.0 + (x <= 0) * negative_slope
