# unnamed
import numpy as np


def relu(x):
    return np.where(np.isnan(x), x, (x > 0) * 1.0)
