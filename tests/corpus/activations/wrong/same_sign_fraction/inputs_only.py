# unnamed
import numpy as np


def same_sign_fraction(inputs, upstream):
    if inputs.ndim != 2 or upstream.shape != inputs.shape[:1]:
        raise ValueError("shapes")
    return float(((inputs >= 0).all(1) | (inputs <= 0).all(1)).mean())
