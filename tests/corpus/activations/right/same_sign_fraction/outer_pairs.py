import numpy as np


def same_sign_fraction(inputs, upstream):
    if inputs.ndim != 2 or upstream.shape != inputs.shape[:1]:
        raise ValueError("shapes")
    hits = 0
    for row, u in zip(inputs.tolist(), upstream.tolist()):
        values = [u * v for v in row]
        hits += not (any(v > 0 for v in values) and any(v < 0 for v in values))
    return hits / len(inputs)
