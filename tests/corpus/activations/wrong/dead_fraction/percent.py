# unnamed
import numpy as np


def dead_fraction(activations):
    if activations.ndim != 2:
        raise ValueError("axes")
    return 100.0 * float((activations == 0).all(0).mean())
