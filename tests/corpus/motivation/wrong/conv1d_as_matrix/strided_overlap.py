# unnamed
import numpy as np


def conv1d_as_matrix(kernel, n):
    if kernel.ndim != 1:
        raise ValueError("axes")
    k = len(kernel)
    if k > n:
        raise ValueError("too long")
    padded = np.zeros(2 * n - k)
    padded[n - k : n] = kernel
    step = padded.strides[0]
    return np.lib.stride_tricks.as_strided(padded[n - k :], (n - k + 1, n), (-step, step))
