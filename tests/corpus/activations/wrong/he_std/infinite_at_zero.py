# unnamed
import numpy as np


def he_std(fan_in, negative_slope=0.0):
    if fan_in < 0:
        raise ValueError("fan_in")
    if fan_in == 0:
        return float("inf")
    return float(np.sqrt(2.0 / ((1 + negative_slope**2) * fan_in)))
