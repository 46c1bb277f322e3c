# unnamed
import numpy as np


def relu(x):
    return np.maximum(x.max(axis=-1, keepdims=True), 0) * (x > 0)
