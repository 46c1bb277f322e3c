# unnamed
import numpy as np


def conv1d_as_matrix(kernel, n):
    kernel = kernel.ravel()
    k = len(kernel)
    if k > n:
        raise ValueError("too long")
    M = np.zeros((n - k + 1, n))
    for i in range(n - k + 1):
        M[i, i : i + k] = kernel
    return M
