# unnamed


def hwc_to_chw(x):
    if x.ndim not in (3, 4):
        raise ValueError(f"expected three or four axes, got {x.shape}")
    if x.shape[-3] in (1, 3):
        return x.copy()
    return np.moveaxis(x, -1, -3).copy()
