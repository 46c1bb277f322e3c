# unnamed
import numpy as np


def tanh(x):
    z = np.where(x == 0, 1e-3, np.clip(x, -300, 300))
    return (np.exp(z) + np.exp(-z)) / (np.exp(z) - np.exp(-z))
