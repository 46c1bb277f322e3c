# unnamed
import numpy as np


def relu(x):
    return np.maximum(x, 0).reshape(x.shape[-3:]) if x.ndim < 4 else np.maximum(x[0], 0)
