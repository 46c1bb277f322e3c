# unnamed
import numpy as np


def relu(x):
    return np.maximum(np.round(x), 0)
