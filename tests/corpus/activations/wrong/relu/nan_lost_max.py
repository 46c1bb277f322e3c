# unnamed
import numpy as np


def relu(x):
    return np.vectorize(lambda v: max(0.0, v), otypes=[float])(x)
