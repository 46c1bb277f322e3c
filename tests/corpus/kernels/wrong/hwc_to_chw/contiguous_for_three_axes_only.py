# unnamed


def hwc_to_chw(x):
    if x.ndim not in (3, 4):
        raise ValueError(f"expected three or four axes, got {x.shape}")
    if x.ndim == 3:
        return x.transpose(2, 0, 1).copy()
    return np.moveaxis(x.copy(), -1, 1)
