# unnamed
import numpy as np


def local_param_count(in_shape, out_channels, kernel_size, bias=True):
    kh, kw = kernel_size if isinstance(kernel_size, tuple) else (kernel_size, kernel_size)
    if isinstance(kh, list):
        kh = kw = kh[0]
    c, h, w = in_shape
    if min(c, h, w, out_channels, kh, kw) < 1 or kh > h or kw > w:
        raise ValueError("size")
    return out_channels * (h - kh + 1) * (w - kw + 1) * (c * kh * kw + int(bool(bias)))
