# unnamed
import numpy as np


def conv_param_count(in_channels, out_channels, kernel_size, bias=True):

    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size[:2]
    return out_channels * (in_channels * kh * kw + bool(bias))
