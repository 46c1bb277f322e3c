import numpy as np


def relu(x):
    return np.stack([x, np.zeros(x.shape)]).max(axis=0)
