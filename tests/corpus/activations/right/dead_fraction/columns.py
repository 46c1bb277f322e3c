import numpy as np


def dead_fraction(activations):
    if activations.ndim != 2:
        raise ValueError("axes")
    n, units = activations.shape
    return sum(1 for u in range(units) if not activations[:, u].any()) / units
