# unnamed
import numpy as np


def conv1d_as_matrix(kernel, n):
    if kernel.ndim != 1:
        raise ValueError("axes")
    k = len(kernel)
    if k > n:
        raise ValueError("too long")
    M = np.zeros((n, n))
    for i in range(n):
        for u in range(k):
            if i + u < n:
                M[i, i + u] = kernel[u]
    return M
