# only-the-first-channel
import numpy as np


def hwc_to_chw(x):
    if x.ndim not in (3, 4):
        raise ValueError(
            f"hwc_to_chw: expected x (H, W, C) or (N, H, W, C), got {x.shape}; try x[..., None]"
        )
    return np.stack([x[..., 0]] * x.shape[-1], axis=-3)
