# unnamed
import numpy as np


def dead_fraction(activations):
    if activations.ndim != 2:
        raise ValueError("axes")
    flat = activations.ravel(order="K").reshape(activations.shape)
    return float((flat == 0).all(axis=0).mean())
