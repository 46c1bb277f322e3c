# kernel-width-taken-as-its-height
import numpy as np


def conv_param_count(in_channels, out_channels, kernel_size, bias=True):
    k = kernel_size if np.ndim(kernel_size) == 0 else kernel_size[0]
    if min(in_channels, out_channels, k) < 1 or np.size(kernel_size) > 2:
        raise ValueError("size")
    return out_channels * (in_channels * k * k + int(bool(bias)))
