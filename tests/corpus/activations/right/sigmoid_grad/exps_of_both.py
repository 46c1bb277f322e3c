import numpy as np


def sigmoid_grad(x):
    s = np.where(x >= 0, 1.0, np.exp(-np.abs(x))) / (1.0 + np.exp(-np.abs(x)))
    mirrored = np.where(x >= 0, np.exp(-np.abs(x)), 1.0) / (1.0 + np.exp(-np.abs(x)))
    return s * mirrored
