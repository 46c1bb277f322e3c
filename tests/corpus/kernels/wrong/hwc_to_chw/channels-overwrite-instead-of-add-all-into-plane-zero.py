# channels-overwrite-instead-of-add
import numpy as np


def hwc_to_chw(x):
    if x.ndim not in (3, 4):
        raise ValueError(
            f"hwc_to_chw: expected x (H, W, C) or (N, H, W, C), got {x.shape}; try x[..., None]"
        )
    h, w, c = x.shape[-3:]
    out = np.zeros(x.shape[:-3] + (c, h, w), dtype=x.dtype)
    for k in range(c):
        out[...] = x[..., k][..., None, :, :]
    return out
