# unnamed
import numpy as np


def local_param_count(in_shape, out_channels, kernel_size, bias=True):
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    c, h, w = in_shape
    return max(h - kh + 1, 0) * max(w - kw + 1, 0) * out_channels * (c * kh * kw + bool(bias))
