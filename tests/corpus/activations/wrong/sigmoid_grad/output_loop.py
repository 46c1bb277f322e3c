# derivative-written-in-terms-of-the-output-but-fed-the-input
import numpy as np


def sigmoid_grad(x):
    out = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        s = x[index]
        out[index] = s * (1.0 - s)
    return out
