# derivative-written-in-terms-of-the-output-but-fed-the-input
import numpy as np


def tanh_grad(x):
    out = np.ones(x.shape)
    for index in np.ndindex(x.shape):
        out[index] -= x[index] * x[index]
    return out
