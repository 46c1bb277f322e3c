# overflow-in-exp
import numpy as np


def sigmoid(x):
    return np.reciprocal(1.0 + np.exp(np.negative(x)))
