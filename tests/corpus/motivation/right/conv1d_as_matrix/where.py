import numpy as np


def conv1d_as_matrix(kernel, n):
    if kernel.ndim != 1:
        raise ValueError("axes")
    k = len(kernel)
    if k > n:
        raise ValueError("too long")
    offset = np.arange(n)[None, :] - np.arange(n - k + 1)[:, None]
    inside = (offset >= 0) & (offset < k)
    return np.where(inside, kernel[np.clip(offset, 0, k - 1)], 0.0)
