# unnamed
import numpy as np


def sigmoid(x):
    return np.tanh(x)
