# batch-item-0-for-every-item
import numpy as np


def hwc_to_chw(x):
    if x.ndim not in (3, 4):
        raise ValueError(
            f"hwc_to_chw: expected x (H, W, C) or (N, H, W, C), got {x.shape}; try x[..., None]"
        )
    if x.ndim == 3:
        return x.transpose(2, 0, 1).copy()
    n, h, w, c = x.shape
    out = np.zeros((n, c, h, w), dtype=x.dtype)
    for i in range(n):
        for k in range(c):
            out[i, k] = x[0, :, :, k]
    return out
