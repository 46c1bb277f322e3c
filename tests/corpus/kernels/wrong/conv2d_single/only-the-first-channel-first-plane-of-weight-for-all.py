# only-the-first-channel
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
    for c in range(x.shape[0]):
        for i in range(out.shape[0]):
            for j in range(out.shape[1]):
                out[i, j] += np.sum(x[c, i : i + kh, j : j + kw] * weight[0])
    return out + bias
