# unnamed
import numpy as np


def relu(x):
    return np.full(x.shape, max(x.max(), 0.0))
