# unnamed
import numpy as np


def relu(x):
    return x.reshape(x.shape) if (x > 0).all() else np.maximum(x, 0)
