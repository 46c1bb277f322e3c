# unnamed


def hwc_to_chw(x):
    if x.ndim not in (3, 4):
        raise ValueError(f"expected three or four axes, got {x.shape}")
    return np.moveaxis(x.ravel("K").reshape(x.shape), -1, -3).copy()
