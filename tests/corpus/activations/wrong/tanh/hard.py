# unnamed
import numpy as np


def tanh(x):
    return np.clip(x, -1.0, 1.0)
