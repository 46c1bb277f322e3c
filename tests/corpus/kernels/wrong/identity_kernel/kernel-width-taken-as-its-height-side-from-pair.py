# kernel-width-taken-as-its-height
import numpy as np


def identity_kernel(size):
    side = size if np.ndim(size) == 0 else size[0]
    if side < 1 or side % 2 == 0:
        raise ValueError("expected an odd size")
    flat = np.zeros(side * side)
    flat[side * side // 2] = 1
    return flat.reshape(side, side)
