import numpy as np


def same_padding(size, kernel_size, stride=1, dilation=1):
    if min(size, kernel_size, stride, dilation) < 1:
        raise ValueError("expected numbers of at least 1")
    n = np.ceil(size / stride).astype(int)
    total = np.maximum(0, stride * (n - 1) + (kernel_size - 1) * dilation + 1 - size)
    return total // 2, -(-total // 2)
