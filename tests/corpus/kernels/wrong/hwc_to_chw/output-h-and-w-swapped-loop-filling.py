# output-h-and-w-swapped
import numpy as np


def hwc_to_chw(x):
    if x.ndim not in (3, 4):
        raise ValueError(
            f"hwc_to_chw: expected x (H, W, C) or (N, H, W, C), got {x.shape}; try x[..., None]"
        )
    h, w, c = x.shape[-3:]
    out = np.empty(x.shape[:-3] + (c, w, h), x.dtype)
    for i in range(h):
        for j in range(w):
            out[..., :, j, i] = x[..., i, j, :]
    return out
