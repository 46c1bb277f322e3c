import numpy as np


def conv1d_as_matrix(kernel, n):
    if kernel.ndim != 1:
        raise ValueError("axes")
    k = len(kernel)
    if k > n:
        raise ValueError("too long")
    return sum(kernel[u] * np.eye(n - k + 1, n, k=u) for u in range(k))
