import numpy as np


def conv1d_as_matrix(kernel, n):
    if kernel.ndim != 1:
        raise ValueError("axes")
    k = len(kernel)
    if k > n:
        raise ValueError("too long")
    M = np.zeros((n - k + 1) * n)
    for u in range(k):
        M[u :: n + 1][: n - k + 1] = kernel[u]
    return M.reshape(n - k + 1, n).copy()
