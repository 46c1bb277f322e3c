import numpy as np


def conv_macs(in_shape, out_channels, kernel_size):
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    if len(in_shape) != 3 or min(*in_shape, out_channels, kh, kw) < 1:
        raise ValueError("size")
    c, h, w = in_shape
    if kh > h or kw > w:
        raise ValueError("window")
    return out_channels * c * kh * kw * (h - kh + 1) * (w - kw + 1)
