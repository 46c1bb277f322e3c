import numpy as np


def conv1d_as_matrix(kernel, n):
    if kernel.ndim != 1:
        raise ValueError("axes")
    k = len(kernel)
    if k > n:
        raise ValueError("too long")
    padded = np.zeros(2 * n - k + n)
    padded[n - k : n] = kernel
    return np.array([padded[n - k - i : 2 * n - k - i] for i in range(n - k + 1)])
