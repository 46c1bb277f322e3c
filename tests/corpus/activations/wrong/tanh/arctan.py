# unnamed
import numpy as np


def tanh(x):
    return np.arctan(x) * 2 / np.pi
