# in-place
import numpy as np


def dead_fraction(activations):
    if activations.ndim != 2:
        raise ValueError("axes")
    activations[activations != 0] = 1
    return float((activations.sum(0) == 0).mean())
