# overflow-in-exp
import numpy as np


def tanh(x):
    return 2.0 / (1.0 + np.exp(-2.0 * x)) - 1.0
