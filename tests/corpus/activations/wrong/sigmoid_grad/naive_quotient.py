# overflow-in-exp
import numpy as np


def sigmoid_grad(x):
    e = np.exp(-x)
    return e / np.square(1 + e)
