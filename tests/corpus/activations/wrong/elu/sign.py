# slopes-sign
import numpy as np


def elu(x, alpha=1.0):
    return np.where(x > 0, x, alpha * (1 - np.exp(np.minimum(x, 0))))
