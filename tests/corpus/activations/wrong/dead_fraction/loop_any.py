# unit-called-dead-on-the-strength-of-one-sample
import numpy as np


def dead_fraction(activations):
    if activations.ndim != 2:
        raise ValueError("axes")
    n, units = activations.shape
    dead = 0
    for u in range(units):
        for m in range(n):
            if activations[m, u] == 0:
                dead += 1
                break
    return dead / units
