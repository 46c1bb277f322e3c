import numpy as np


def conv1d_as_matrix(kernel, n):
    if kernel.ndim != 1:
        raise ValueError("axes")
    k = len(kernel)
    if k > n:
        raise ValueError("too long")
    entry = np.vectorize(lambda i, j: float(kernel[j - i]) if 0 <= j - i < k else 0.0, otypes=[float])
    return entry(*np.indices((n - k + 1, n)))
