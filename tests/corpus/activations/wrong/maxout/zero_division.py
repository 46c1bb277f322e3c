# unnamed
import numpy as np


def maxout(x, pieces):
    if x.ndim != 2 or x.shape[1] % pieces or pieces < 0:
        raise ValueError("pieces")
    return x.reshape(len(x), -1, pieces).max(axis=2)
