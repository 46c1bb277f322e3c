import numpy as np


def he_std(fan_in, negative_slope=0.0):
    if fan_in < 1:
        raise ValueError("fan_in")
    return np.sqrt(np.float64(2) / (fan_in * (1 + np.square(negative_slope))))
