# unnamed


def hwc_to_chw(x):
    if x.ndim not in (3, 4):
        raise ValueError(f"expected three or four axes, got {x.shape}")
    return x.copy().transpose((2, 0, 1) if x.ndim == 3 else (0, 3, 1, 2))
