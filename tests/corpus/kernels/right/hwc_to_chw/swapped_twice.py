def hwc_to_chw(x):
    if x.ndim not in (3, 4):
        raise ValueError(f"expected three or four axes, got {x.shape}")
    return np.array(x.swapaxes(-1, -2).swapaxes(-2, -3), order="C")
