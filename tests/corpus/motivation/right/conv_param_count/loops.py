import numpy as np


def conv_param_count(in_channels, out_channels, kernel_size, bias=True):
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    if min(in_channels, out_channels, kh, kw) < 1:
        raise ValueError("size")
    total = 0
    for f in range(out_channels):
        for ch in range(in_channels):
            for u in range(kh):
                for v in range(kw):
                    total += 1
        if bias:
            total += 1
    return total
