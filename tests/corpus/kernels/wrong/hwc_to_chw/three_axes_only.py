# unnamed


def hwc_to_chw(x):
    if x.ndim != 3:
        raise ValueError("expected three axes")
    return x.transpose(2, 0, 1).copy()
