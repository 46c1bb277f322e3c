# unnamed


def hwc_to_chw(x):
    if x.ndim < 3:
        raise ValueError("expected three or four axes")
    return np.moveaxis(x, -1, -3).copy()
