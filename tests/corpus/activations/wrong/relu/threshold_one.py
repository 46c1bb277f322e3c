# unnamed
import numpy as np


def relu(x):
    return np.where(x < 0.5, 0.0, x)
