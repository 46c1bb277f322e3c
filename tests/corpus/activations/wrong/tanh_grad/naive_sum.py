# overflow-in-exp
import numpy as np


def tanh_grad(x):
    return 4 / (np.exp(x) + np.exp(-x)) ** 2
