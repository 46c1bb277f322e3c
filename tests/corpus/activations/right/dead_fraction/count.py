import numpy as np


def dead_fraction(activations):
    if activations.ndim != 2:
        raise ValueError("axes")
    return float((np.count_nonzero(activations, axis=0) == 0).sum() / activations.shape[1])
