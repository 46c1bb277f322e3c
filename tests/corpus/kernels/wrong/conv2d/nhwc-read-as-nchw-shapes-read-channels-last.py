# nhwc-read-as-nchw
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
    n, h, w, c = x.shape
    f, kh, kw, c = weight.shape
    out = np.zeros((n, h - kh + 1, w - kw + 1, f))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            for o in range(f):
                window = x[:, i : i + kh, j : j + kw, :]
                out[:, i, j, o] = (window * weight[o]).sum(axis=(1, 2, 3))
                if bias is not None:
                    out[:, i, j, o] += bias[o]
    return out
