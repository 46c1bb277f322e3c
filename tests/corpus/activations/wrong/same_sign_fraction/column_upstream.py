# unnamed
import numpy as np


def same_sign_fraction(inputs, upstream):
    if inputs.ndim != 2 or len(upstream) != len(inputs):
        raise ValueError("shapes")
    g = upstream.reshape(-1, 1) * inputs
    return float(((g >= 0).all(axis=1) | (g <= 0).all(axis=1)).mean())
