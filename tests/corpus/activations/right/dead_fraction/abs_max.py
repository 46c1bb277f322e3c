import numpy as np


def dead_fraction(activations):
    if activations.ndim != 2:
        raise ValueError("axes")
    return np.mean(np.abs(activations).max(axis=0) == 0)
