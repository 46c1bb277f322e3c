import numpy as np


def dead_fraction(activations):
    if activations.ndim != 2:
        raise ValueError("axes")
    return 1 - float(np.any(activations != 0, axis=0).mean())
