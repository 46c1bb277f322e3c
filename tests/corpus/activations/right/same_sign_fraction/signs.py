import numpy as np


def same_sign_fraction(inputs, upstream):
    if inputs.ndim != 2 or upstream.shape != inputs.shape[:1]:
        raise ValueError("shapes")
    s = np.sign(upstream[:, None] * inputs)
    return float(np.mean((s.max(axis=1) - s.min(axis=1)) < 2))
