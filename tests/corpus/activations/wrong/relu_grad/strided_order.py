# unnamed
import numpy as np


def relu_grad(x):
    return (x.ravel(order="K") > 0).astype(float).reshape(x.shape)
