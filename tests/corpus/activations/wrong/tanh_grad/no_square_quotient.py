# 1-tanh-without-the-square
import numpy as np


def tanh_grad(x):
    z = np.clip(x, -300, 300)
    return 1 - (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))
