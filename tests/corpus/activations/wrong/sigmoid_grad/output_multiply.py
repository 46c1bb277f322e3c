# derivative-written-in-terms-of-the-output-but-fed-the-input
import numpy as np


def sigmoid_grad(x):
    return np.multiply(x, np.subtract(1, x))
