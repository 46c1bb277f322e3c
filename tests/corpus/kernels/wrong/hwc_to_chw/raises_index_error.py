# unnamed


def hwc_to_chw(x):
    if x.ndim not in (3, 4):
        raise IndexError("expected three or four axes")
    return np.moveaxis(x, -1, -3).copy()
