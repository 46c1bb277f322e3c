# unnamed
import numpy as np


def relu(x):
    return np.maximum(x, -1.0)
