# unnamed
import numpy as np


def same_sign_fraction(inputs, upstream):
    if inputs.ndim != 2 or upstream.shape != inputs.shape[:1]:
        raise ValueError("shapes")
    g = upstream[:, None] * inputs
    return float(((g >= 0).all(0) | (g <= 0).all(0)).mean())
