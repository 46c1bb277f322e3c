# mean-and-max-swapped
import numpy as np


def maxout(x, pieces):
    if x.ndim != 2 or pieces < 1 or x.shape[1] % pieces:
        raise ValueError("bad arguments")
    return x.reshape(len(x), -1, pieces).mean(2)
