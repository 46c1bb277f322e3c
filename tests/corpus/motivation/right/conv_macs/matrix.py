import numpy as np


def conv_macs(in_shape, out_channels, kernel_size):
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    if len(in_shape) != 3 or min(*in_shape, out_channels, kh, kw) < 1:
        raise ValueError("size")
    c, h, w = in_shape
    if kh > h or kw > w:
        raise ValueError("window")
    kernel_products = c * kh * kw
    outputs = out_channels * len(range(0, h - kh + 1)) * len(range(0, w - kw + 1))
    return kernel_products * outputs
