# unnamed
import numpy as np


def he_std(fan_in, negative_slope=0.0):
    import math

    if fan_in < 0:
        raise ValueError("fan_in")
    return math.sqrt(2.0 / ((1 + negative_slope**2) * fan_in))
