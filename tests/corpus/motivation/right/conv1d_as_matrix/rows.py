import numpy as np


def conv1d_as_matrix(kernel, n):
    if kernel.ndim != 1:
        raise ValueError("axes")
    k = len(kernel)
    if k > n:
        raise ValueError("too long")
    row = np.zeros(n)
    row[:k] = kernel
    return np.array([np.roll(row, i) for i in range(n - k + 1)])
