# flipped-on-both-axes
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def conv2d(x, weight, bias=None):
    if x.ndim != 4 or weight.ndim != 4 or x.shape[1] != weight.shape[1]:
        raise ValueError(
            "conv2d: expected x (N, C, H, W) and weight (F, C, kh, kw) with the same C, "
            f"got {x.shape} and {weight.shape}; for one image try x[None]"
        )
    (n, _, height, width), (f, _, kh, kw) = x.shape, weight.shape
    if kh > height or kw > width:
        raise ValueError(
            f"conv2d: expected weight that fits into x {x.shape}, got {weight.shape}; "
            "take smaller filters"
        )
    if bias is not None and np.shape(bias) != (f,):
        raise ValueError(
            f"conv2d: expected bias of shape {(f,)}, got {np.shape(bias)}; one number a filter"
        )
    oh, ow = height - kh + 1, width - kw + 1
    windows = sliding_window_view(x, (kh, kw), axis=(2, 3))
    columns = windows.transpose(0, 2, 3, 1, 4, 5).reshape(n, oh * ow, -1)
    matrix = np.flip(weight, (2, 3)).reshape(f, -1)
    out = (columns @ matrix.T).transpose(0, 2, 1).reshape(n, f, oh, ow)
    if bias is not None:
        out = out + bias.reshape(1, -1, 1, 1)
    return out
