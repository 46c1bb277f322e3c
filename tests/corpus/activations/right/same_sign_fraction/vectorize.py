import numpy as np


def same_sign_fraction(inputs, upstream):
    if inputs.ndim != 2 or upstream.shape != inputs.shape[:1]:
        raise ValueError("shapes")
    one = np.vectorize(lambda x, u: not ((u * x > 0).any() and (u * x < 0).any()), signature="(d),()->()")
    return np.mean(one(inputs, upstream))
