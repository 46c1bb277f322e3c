# flipped-on-both-axes
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
    out = np.zeros((oh, ow))
    for c in range(x.shape[0]):
        for u in range(kh):
            for v in range(kw):
                out += x[c, u : u + oh, v : v + ow] * weight[c, -1 - u, -1 - v]
    return out + bias
