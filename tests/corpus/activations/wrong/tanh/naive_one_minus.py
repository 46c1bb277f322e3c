# overflow-in-exp
import numpy as np


def tanh(x):
    return 1 - 2 / (np.exp(2 * x) + 1)
