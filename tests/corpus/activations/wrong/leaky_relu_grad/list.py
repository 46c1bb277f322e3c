# unnamed
import numpy as np


def leaky_relu_grad(x, negative_slope=0.01):
    return [1.0 if v > 0 else negative_slope for v in x.ravel()]
