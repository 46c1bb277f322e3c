import numpy as np


def he_std(fan_in, negative_slope=0.0):
    if fan_in < 1:
        raise ValueError("fan_in")
    import math

    return math.exp(0.5 * (math.log(2) - math.log(fan_in) - math.log1p(negative_slope**2)))
