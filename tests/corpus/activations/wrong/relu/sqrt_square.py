# absolute-value
import numpy as np


def relu(x):
    return np.sqrt(x * x)
