# nhwc-read-as-nchw
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
    h, w, c = x.shape
    kh, kw, _ = weight.shape
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            total = bias
            for u in range(kh):
                for v in range(kw):
                    for k in range(c):
                        total += x[i + u, j + v, k] * weight[u, v, k]
            out[i, j] = total
    return out
