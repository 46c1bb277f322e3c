# output-h-and-w-swapped


def hwc_to_chw(x):
    if x.ndim not in (3, 4):
        raise ValueError(f"expected three or four axes, got {x.shape}")
    return x.T.copy() if x.ndim == 3 else x.transpose(0, 3, 2, 1).copy()
