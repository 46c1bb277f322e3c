# unnamed
import numpy as np


def maxout(x, pieces):
    if x.ndim != 2 or pieces < 0:
        raise ValueError("pieces")
    if pieces == 0:
        return x.copy()
    return x.reshape(len(x), -1, pieces).max(axis=2)
