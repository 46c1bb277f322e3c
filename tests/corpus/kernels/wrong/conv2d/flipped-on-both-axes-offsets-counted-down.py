# flipped-on-both-axes
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
    for u in range(kh):
        for v in range(kw):
            patch = x[:, :, kh - 1 - u : kh - 1 - u + oh, kw - 1 - v : kw - 1 - v + ow]
            out += np.einsum("ncij,fc->nfij", patch, weight[:, :, u, v])
    if bias is not None:
        out += bias[None, :, None, None]
    return out
