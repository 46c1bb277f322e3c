# in-place
import numpy as np


def same_sign_fraction(inputs, upstream):
    if inputs.ndim != 2 or upstream.shape != inputs.shape[:1]:
        raise ValueError("shapes")
    inputs.sort(axis=1)
    g = upstream[:, None] * inputs
    return float(((g[:, 0] * g[:, -1]) >= 0).mean())
