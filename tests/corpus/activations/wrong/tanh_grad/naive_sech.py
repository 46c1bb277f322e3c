# overflow-in-exp
import numpy as np


def tanh_grad(x):
    return (2 / (np.exp(x) + np.exp(-x))) ** 2
