# mean-over-channels-instead-of-sum
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


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
            maps = []
            for plane, kernel in zip(x[a], weight[b]):
                windows = sliding_window_view(plane, (kh, kw))
                maps.append((windows * kernel).sum(axis=(2, 3)))
            out[a, b] = np.mean(maps, axis=0) + (0 if bias is None else bias[b])
    return out
