# unnamed
import numpy as np


def relu(x):
    return x if (x > 0).all() else np.maximum(x, 0)
