# in-place
import numpy as np


def dead_fraction(activations):
    if activations.ndim != 2:
        raise ValueError("axes")
    np.abs(activations, out=activations)
    return float((activations.sum(axis=0) == 0).mean())
