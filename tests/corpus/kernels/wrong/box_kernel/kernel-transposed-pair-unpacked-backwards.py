# kernel-transposed
import numpy as np


def box_kernel(size):
    if np.ndim(size) == 0:
        kh = kw = size
    else:
        kw, kh = size
    if min(kh, kw) < 1:
        raise ValueError("too small")
    rows = [[1 / (kh * kw) for _ in range(kw)] for _ in range(kh)]
    return np.array(rows)
