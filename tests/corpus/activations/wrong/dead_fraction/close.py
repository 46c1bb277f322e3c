# unnamed
import numpy as np


def dead_fraction(activations):
    if activations.ndim != 2:
        raise ValueError("axes")
    return float((np.abs(activations) < 1.5).all(0).mean())
