import numpy as np


def conv1d_as_matrix(kernel, n):
    if kernel.ndim != 1:
        raise ValueError("axes")
    k = len(kernel)
    if k > n:
        raise ValueError("too long")
    return np.stack([np.correlate(e, kernel, "valid") for e in np.eye(n)], axis=1)
