# unnamed
import numpy as np


def relu_grad(x):
    return np.ones(x.shape)
