# unnamed


def hwc_to_chw(x):
    assert x.ndim in (3, 4)
    return np.moveaxis(x, -1, -3).copy()
