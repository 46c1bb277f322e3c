# unnamed
import numpy as np


def dead_fraction(activations):
    if activations.ndim != 2:
        raise ValueError("axes")
    return float(((activations == 0).mean(axis=0) > 0.5).mean())
