# overflow-in-exp
import numpy as np


def tanh(x):
    up, down = np.exp(x), np.exp(-x)
    return (up - down) / (up + down)
