# unnamed
import numpy as np


def he_std(fan_in, negative_slope=0.0):
    if fan_in < 1:
        raise ValueError("fan_in")
    return float(np.sqrt(2 // max(1, int((1 + negative_slope**2) * fan_in))))
