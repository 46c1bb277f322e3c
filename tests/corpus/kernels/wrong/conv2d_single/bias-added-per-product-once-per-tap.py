# bias-added-per-product
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
    for u in range(kh):
        for v in range(kw):
            patch = x[:, u : u + oh, v : v + ow]
            out += np.tensordot(weight[:, u, v], patch, axes=1) + bias
    return out
