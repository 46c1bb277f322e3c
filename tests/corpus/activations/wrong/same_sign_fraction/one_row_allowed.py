# unnamed
import numpy as np


def same_sign_fraction(inputs, upstream):
    inputs = np.atleast_2d(inputs)
    if inputs.shape[0] != upstream.shape[0] and inputs.shape[0] != 1 or upstream.ndim != 1:
        raise ValueError("shapes")
    g = upstream[:, None] * inputs
    return float(((g >= 0).all(axis=1) | (g <= 0).all(axis=1)).mean())
