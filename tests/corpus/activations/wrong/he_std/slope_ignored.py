# unnamed
import numpy as np


import math


def he_std(fan_in, negative_slope=0.0):
    if fan_in < 1:
        raise ValueError("fan_in")
    return math.sqrt(2 / fan_in)
