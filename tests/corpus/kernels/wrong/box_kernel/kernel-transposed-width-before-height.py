# kernel-transposed
import numpy as np


def box_kernel(size):
    kh, kw = (size, size) if np.ndim(size) == 0 else size
    if kh < 1 or kw < 1:
        raise ValueError(f"box_kernel: expected size of at least 1, got {size}; pass 1 or more")
    return np.ones((kw, kh)) / (kw * kh)
