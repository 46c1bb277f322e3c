import numpy as np


def dead_fraction(activations):
    if activations.ndim != 2:
        raise ValueError("axes")
    return np.count_nonzero(np.einsum("nu,nu->u", activations, activations) == 0) / activations.shape[1]
