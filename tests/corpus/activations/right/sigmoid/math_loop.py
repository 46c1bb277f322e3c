import numpy as np


def sigmoid(x):
    import math

    def one(v):
        return 1 / (1 + math.exp(-v)) if v >= 0 else math.exp(v) / (1 + math.exp(v))

    flat = [one(float(v)) for v in x.ravel()]
    return np.array(flat, dtype=float).reshape(x.shape)
