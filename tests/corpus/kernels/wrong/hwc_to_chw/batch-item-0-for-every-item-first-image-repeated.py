# batch-item-0-for-every-item
import numpy as np


def hwc_to_chw(x):
    if x.ndim not in (3, 4):
        raise ValueError(
            f"hwc_to_chw: expected x (H, W, C) or (N, H, W, C), got {x.shape}; try x[..., None]"
        )
    if x.ndim == 3:
        return np.stack([x[..., c] for c in range(x.shape[-1])])
    first = np.moveaxis(x[0], -1, 0)
    return np.stack([first] * len(x))
