import numpy as np


def sigmoid_grad(x):
    decay = np.exp(-abs(x))
    s = 1 / (1 + decay)
    return s * decay * s
