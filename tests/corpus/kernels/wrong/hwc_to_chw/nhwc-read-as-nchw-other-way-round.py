# nhwc-read-as-nchw
import numpy as np


def hwc_to_chw(x):
    if x.ndim not in (3, 4):
        raise ValueError(
            f"hwc_to_chw: expected x (H, W, C) or (N, H, W, C), got {x.shape}; try x[..., None]"
        )
    return np.ascontiguousarray(np.moveaxis(x, -3, -1)).copy()
