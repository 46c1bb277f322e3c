# unnamed
import numpy as np


def tanh(x):
    y = np.clip(x, -300, 300)
    return (np.exp(y) - np.exp(-y)) / 2
