# output-h-and-w-swapped
import numpy as np


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
    oh, ow = height - kh + 1, width - kw + 1
    out = np.zeros((ow, oh))
    for i in range(oh):
        for j in range(ow):
            out[j, i] = (x[:, i : i + kh, j : j + kw] * weight).sum() + bias
    return out
