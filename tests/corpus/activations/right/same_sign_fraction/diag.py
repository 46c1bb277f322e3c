import numpy as np


def same_sign_fraction(inputs, upstream):
    if inputs.ndim != 2 or upstream.shape != inputs.shape[:1]:
        raise ValueError("shapes")
    g = np.diag(upstream) @ inputs
    return float(np.mean(np.abs(g).sum(axis=1) == np.abs(g.sum(axis=1))))
