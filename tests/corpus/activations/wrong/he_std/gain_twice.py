# unnamed
import numpy as np


def he_std(fan_in, negative_slope=0.0):
    if fan_in < 1:
        raise ValueError("fan_in")
    gain = 2.0 / (1 + negative_slope**2)
    return float(gain * np.sqrt(1 / fan_in))
