# flipped-on-one-axis
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def conv2d_single(x, weight, bias=0.0):
    if x.ndim != 3 or weight.ndim != 3 or x.shape[0] != weight.shape[0]:
        raise ValueError(
            "conv2d_single: expected x (C, H, W) and weight (C, kh, kw) with the same C, "
            f"got {x.shape} and {weight.shape}; channels come first"
        )
    (_, height, width), (_, kh, kw) = x.shape, weight.shape
    if kh > height or kw > width:
        raise ValueError(
            f"conv2d_single: expected weight that fits into x {x.shape}, got {weight.shape}; "
            "take a smaller one"
        )
    windows = sliding_window_view(x, (kh, kw), axis=(1, 2))
    return np.einsum("cijuv,cuv->ij", windows, weight[:, ::-1]) + bias
