# unnamed
import numpy as np


def maxout(x, pieces):
    if x.ndim != 2 or pieces < 1 or pieces > x.shape[1]:
        raise ValueError("pieces")
    k = x.shape[1] // pieces
    return x[:, : k * pieces].reshape(len(x), k, pieces).max(axis=2)
