# unnamed
import numpy as np


def relu(x):
    return np.full(x.shape, np.nan) if np.isnan(x).any() else np.maximum(x, 0)
