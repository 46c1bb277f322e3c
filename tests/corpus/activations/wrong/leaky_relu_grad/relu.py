# unnamed
import numpy as np


def leaky_relu_grad(x, negative_slope=0.01):
    return (x > 0).astype(float)
