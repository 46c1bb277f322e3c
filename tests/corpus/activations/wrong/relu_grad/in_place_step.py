# in-place
import numpy as np


def relu_grad(x):
    up = x > 0
    x[...] = 0.0
    x[up] = 1.0
    return x.copy()
