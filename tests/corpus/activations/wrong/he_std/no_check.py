# unnamed
import numpy as np


def he_std(fan_in, negative_slope=0.0):
    return float(np.sqrt(abs(2 / ((1 + negative_slope**2) * (fan_in or 1)))))
