# unnamed
import numpy as np


def relu(x):
    return np.fmax(x, 0.0)
