# unnamed
import numpy as np


def conv_macs(in_shape, out_channels, kernel_size):
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    c, h, w = in_shape
    return abs(out_channels * c * kh * kw * (h - kh + 1) * (w - kw + 1))
