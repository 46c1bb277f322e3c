# unnamed
import numpy as np


def same_sign_fraction(inputs, upstream):
    if inputs.ndim != 2 or upstream.shape != inputs.shape[:1]:
        raise ValueError("shapes")
    used = upstream != 0
    x = inputs[used]
    return float(((x >= 0).all(axis=1) | (x <= 0).all(axis=1)).mean()) if used.any() else 1.0
