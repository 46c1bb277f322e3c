# unnamed
import numpy as np


def hwc_to_chw(x):
    if x.ndim not in (3, 4):
        raise ValueError(
            f"hwc_to_chw: expected x (H, W, C) or (N, H, W, C), got {x.shape}; try x[..., None]"
        )
    moved = np.moveaxis(x, -1, -3).copy()
    return moved if x.ndim == 3 else moved[::-1].copy()
