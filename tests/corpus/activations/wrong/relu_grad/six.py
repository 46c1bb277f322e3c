# relu6
import numpy as np


def relu_grad(x):
    return ((0 < x) & (x < 6)) * 1.0
