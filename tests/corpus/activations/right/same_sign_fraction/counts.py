import numpy as np


def same_sign_fraction(inputs, upstream):
    if inputs.ndim != 2 or upstream.shape != inputs.shape[:1]:
        raise ValueError("shapes")
    g = inputs * upstream.reshape(-1, 1)
    up, down = (g > 0).any(axis=1), (g < 0).any(axis=1)
    return 1.0 - np.count_nonzero(up & down) / len(g)
