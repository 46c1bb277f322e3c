# unnamed
import numpy as np


def tanh(x):
    return 2 / (1 + np.exp(-np.clip(x, -500, 500))) - 1
