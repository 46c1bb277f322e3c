# unnamed
import numpy as np


def relu(x):
    return x if not (x < 0).any() else np.maximum(x, 0)
