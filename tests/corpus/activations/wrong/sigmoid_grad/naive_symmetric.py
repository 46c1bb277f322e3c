# overflow-in-exp
import numpy as np


def sigmoid_grad(x):
    return 1 / (np.exp(x) + 2 + np.exp(-x))
