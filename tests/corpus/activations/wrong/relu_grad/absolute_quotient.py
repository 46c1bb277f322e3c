# absolute-value
import numpy as np


def relu_grad(x):
    return np.divide(x, np.abs(x), out=np.zeros(x.shape), where=x != 0)
