# unnamed


def hwc_to_chw(x):
    if x.ndim not in (3, 4):
        raise ValueError(f"expected three or four axes, got {x.shape}")
    return x[..., 0].copy() if x.shape[-1] == 1 else np.moveaxis(x, -1, -3).copy()
