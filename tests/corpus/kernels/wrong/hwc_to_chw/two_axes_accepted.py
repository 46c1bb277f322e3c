# unnamed


def hwc_to_chw(x):
    if x.ndim not in (2, 3, 4):
        raise ValueError("expected three or four axes")
    x = x[..., None] if x.ndim == 2 else x
    return np.moveaxis(x, -1, -3).copy()
