# kernel-width-taken-as-its-height
import numpy as np


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
    out = np.zeros((n, f, oh, ow))
    for a in range(n):
        for b in range(f):
            for c in range(x.shape[1]):
                for u in range(kh):
                    for v in range(kh):
                        out[a, b] += weight[b, c, u, v] * x[a, c, u : u + oh, v : v + ow]
            if bias is not None:
                out[a, b] += bias[b]
    return out
