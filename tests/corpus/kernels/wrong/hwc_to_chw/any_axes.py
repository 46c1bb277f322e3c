# unnamed


def hwc_to_chw(x):
    return np.moveaxis(x, -1, 0).copy() if x.ndim < 4 else np.moveaxis(x, -1, -3).copy()
