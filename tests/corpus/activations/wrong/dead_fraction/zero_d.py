# unnamed
import numpy as np


def dead_fraction(activations):
    if activations.ndim != 2:
        raise ValueError("axes")
    return np.asarray((activations == 0).all(0).mean())
