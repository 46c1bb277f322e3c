# output-width-taken-as-its-height
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
    n = height - kh + 1
    out = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            out[i, j] = (x[:, i : i + kh, j : j + kw] * weight).sum() + bias
    return out
