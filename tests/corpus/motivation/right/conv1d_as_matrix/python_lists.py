import numpy as np


def conv1d_as_matrix(kernel, n):
    if kernel.ndim != 1:
        raise ValueError("axes")
    k = len(kernel)
    if k > n:
        raise ValueError("too long")
    rows = [[0.0] * i + [float(v) for v in kernel] + [0.0] * (n - k - i) for i in range(n - k + 1)]
    return np.array(rows)
