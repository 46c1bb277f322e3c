# unnamed
import numpy as np


def same_sign_fraction(inputs, upstream):
    if inputs.ndim != 2 or upstream.shape != inputs.shape[:1]:
        raise ValueError("shapes")
    s = np.sign(upstream[:, None] * inputs)
    return float((s == s[:, :1]).all(axis=1).mean())
