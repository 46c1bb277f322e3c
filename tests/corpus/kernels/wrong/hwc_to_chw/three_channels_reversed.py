# unnamed


def hwc_to_chw(x):
    if x.ndim not in (3, 4):
        raise ValueError(f"expected three or four axes, got {x.shape}")
    x = x[..., ::-1] if x.shape[-1] == 3 else x
    return np.moveaxis(x, -1, -3).copy()
