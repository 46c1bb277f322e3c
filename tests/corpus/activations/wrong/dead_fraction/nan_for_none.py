# unnamed
import numpy as np


def dead_fraction(activations):
    if activations.ndim != 2:
        raise ValueError("axes")
    dead = (activations == 0).all(axis=0)
    return float(dead.mean()) if dead.any() else None
