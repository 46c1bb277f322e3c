import numpy as np


def local_param_count(in_shape, out_channels, kernel_size, bias=True):
    if isinstance(kernel_size, (tuple, list)):
        if len(kernel_size) != 2:
            raise ValueError("pair")
        kh, kw = kernel_size
    else:
        kh = kw = kernel_size
    if len(in_shape) != 3 or min(in_shape) < 1 or out_channels < 1 or kh < 1 or kw < 1:
        raise ValueError("size")
    c, h, w = in_shape
    rows, columns = h - kh + 1, w - kw + 1
    if rows <= 0 or columns <= 0:
        raise ValueError("window")
    total = 0
    for _ in range(out_channels):
        total += rows * columns * c * kh * kw
        if bias:
            total += rows * columns
    return total
