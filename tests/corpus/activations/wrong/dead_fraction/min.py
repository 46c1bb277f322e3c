# unit-called-dead-on-the-strength-of-one-sample
import numpy as np


def dead_fraction(activations):
    if activations.ndim != 2:
        raise ValueError("axes")
    return float((np.abs(activations).min(0) == 0).mean())
