import numpy as np


def dead_fraction(activations):
    if activations.ndim != 2:
        raise ValueError("axes")
    n, units = activations.shape
    return sum(all(activations[i, u] == 0 for i in range(n)) for u in range(units)) / units
