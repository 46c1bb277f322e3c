# derivative-written-in-terms-of-the-output-but-fed-the-input
import numpy as np


def tanh_grad(x):
    return 1 - x**2
