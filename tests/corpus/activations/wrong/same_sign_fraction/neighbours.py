# unnamed
import numpy as np


def same_sign_fraction(inputs, upstream):
    if inputs.ndim != 2 or upstream.shape != inputs.shape[:1]:
        raise ValueError("shapes")
    g = upstream[:, None] * inputs
    return float((g[:, :1] * g[:, -1:] >= 0).mean())
