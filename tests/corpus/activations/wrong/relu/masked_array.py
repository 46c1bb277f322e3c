# unnamed
import numpy as np


def relu(x):
    return np.ma.masked_less(x, 0).filled(0) if not np.isnan(x).any() else np.zeros(x.shape)
