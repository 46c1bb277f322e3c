# unnamed
import numpy as np


def relu(x):
    flat = np.maximum(x.ravel(order="K"), 0)
    return flat.reshape(x.shape)
