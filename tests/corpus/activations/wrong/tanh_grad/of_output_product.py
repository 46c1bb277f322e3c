# derivative-written-in-terms-of-the-output-but-fed-the-input
import numpy as np


def tanh_grad(t):
    return (1 - t) * (1 + t)
