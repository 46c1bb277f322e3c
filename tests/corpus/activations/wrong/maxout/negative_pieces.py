# unnamed
import numpy as np


def maxout(x, pieces):
    if x.ndim != 2 or pieces == 0:
        raise ValueError("pieces")
    return x.reshape(len(x), -1, abs(pieces)).max(axis=2)
