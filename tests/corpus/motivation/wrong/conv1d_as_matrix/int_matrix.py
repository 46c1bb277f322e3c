# integer-image-truncates-the-result
import numpy as np


def conv1d_as_matrix(kernel, n):
    if kernel.ndim != 1:
        raise ValueError("axes")
    k = len(kernel)
    if k > n:
        raise ValueError("too long")
    M = np.zeros((n - k + 1, n), dtype=int)
    for i in range(n - k + 1):
        M[i, i : i + k] = kernel
    return M
