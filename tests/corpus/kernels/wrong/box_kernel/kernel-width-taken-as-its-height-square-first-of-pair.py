# kernel-width-taken-as-its-height
import numpy as np


def box_kernel(size):
    k = size if isinstance(size, (int, np.integer)) else size[0]
    if k < 1:
        raise ValueError("size too small")
    kernel = np.empty((k, k))
    kernel.fill(1 / k**2)
    return kernel
