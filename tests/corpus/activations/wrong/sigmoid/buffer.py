# unnamed
import numpy as np


_memory = {}


def sigmoid(x):
    out = _memory.setdefault(x.shape, np.empty(x.shape))
    out[...] = 1 / (1 + np.exp(-np.clip(x, -500, 500)))
    return out
