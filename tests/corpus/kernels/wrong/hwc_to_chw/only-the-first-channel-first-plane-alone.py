# only-the-first-channel


def hwc_to_chw(x):
    if x.ndim not in (3, 4):
        raise ValueError(
            f"hwc_to_chw: expected x (H, W, C) or (N, H, W, C), got {x.shape}; try x[..., None]"
        )
    return x[..., 0][..., None, :, :].copy()
