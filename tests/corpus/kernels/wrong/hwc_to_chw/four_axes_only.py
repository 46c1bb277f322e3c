# unnamed


def hwc_to_chw(x):
    if x.ndim != 4:
        raise ValueError("expected four axes")
    return x.transpose(0, 3, 1, 2).copy()
