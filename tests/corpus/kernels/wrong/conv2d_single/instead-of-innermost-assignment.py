# instead-of
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
    out = np.zeros((height - kh + 1, width - kw + 1))
    for i, j in np.ndindex(out.shape):
        for c, u, v in np.ndindex(weight.shape):
            out[i, j] = x[c, i + u, j + v] * weight[c, u, v]
    return out + bias
