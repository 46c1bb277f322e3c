# unnamed
import numpy as np


def dead_fraction(activations):
    return float((np.atleast_2d(activations) == 0).all(axis=0).mean())
