# unnamed
import numpy as np


def conv1d_as_matrix(kernel, n):
    if kernel.ndim != 1:
        raise ValueError("axes")
    k = len(kernel)
    M = np.zeros((max(n - k + 1, 0), max(n, 0)))
    for i in range(n - k + 1):
        M[i, i : i + k] = kernel
    return M
