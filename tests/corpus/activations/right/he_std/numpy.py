import numpy as np


import math


def he_std(fan_in, negative_slope=0.0):
    if fan_in < 1:
        raise ValueError("fan_in")
    return np.sqrt(2.0) / np.sqrt(fan_in * (1 + negative_slope**2))
