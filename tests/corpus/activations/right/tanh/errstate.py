import numpy as np


def tanh(x):
    with np.errstate(all="ignore"):
        e = np.exp(2.0 * np.clip(x, -350, 350))
    return 1.0 - 2.0 / (e + 1.0)
