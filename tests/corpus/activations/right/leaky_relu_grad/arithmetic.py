import numpy as np


def leaky_relu_grad(x, negative_slope=0.01):
    positive = x > 0
    return positive + negative_slope * ~positive
