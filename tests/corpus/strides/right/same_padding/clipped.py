import numpy as np


def same_padding(size, kernel_size, stride=1, dilation=1):
    if min(size, kernel_size, stride, dilation) < 1:
        raise ValueError("expected numbers of at least 1")
    out = (size - 1) // stride + 1
    total = int(np.clip((out - 1) * stride + dilation * (kernel_size - 1) + 1 - size, 0, None))
    return int(np.floor(total / 2)), int(np.ceil(total / 2))
