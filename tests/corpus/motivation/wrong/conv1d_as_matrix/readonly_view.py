# unnamed
import numpy as np


def conv1d_as_matrix(kernel, n):
    if kernel.ndim != 1:
        raise ValueError("axes")
    k = len(kernel)
    if k > n:
        raise ValueError("too long")
    padded = np.zeros(2 * n - k)
    padded[n - k : n] = kernel
    rows = np.lib.stride_tricks.sliding_window_view(padded, n)
    return rows[::-1]
