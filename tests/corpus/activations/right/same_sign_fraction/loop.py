import numpy as np


def same_sign_fraction(inputs, upstream):
    if inputs.ndim != 2 or upstream.shape != inputs.shape[:1]:
        raise ValueError("shapes")
    count = 0
    for x, u in zip(inputs, upstream):
        g = u * x
        if all(g >= 0) or all(g <= 0):
            count += 1
    return count / len(inputs)
