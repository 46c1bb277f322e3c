# derivative-written-in-terms-of-the-output-but-fed-the-input
import numpy as np


def sigmoid_grad(a):
    return a * (1 - a)
