# absolute-value
import numpy as np


def relu(x):
    return np.sqrt(np.square(x))
