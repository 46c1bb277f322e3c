# unnamed
import numpy as np


def same_sign_fraction(inputs, upstream):
    if inputs.ndim != 2 or upstream.ndim != 1:
        raise ValueError("axes")
    u = np.resize(upstream, len(inputs))
    g = u[:, None] * inputs
    return float(((g >= 0).all(axis=1) | (g <= 0).all(axis=1)).mean())
