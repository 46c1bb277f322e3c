# in-place
import numpy as np


def relu(x):
    old = x.copy()
    x[x < 0] = 0.0
    out = x.copy()
    x[...] = old
    return out
