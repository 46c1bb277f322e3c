def hwc_to_chw(x):
    if x.ndim not in (3, 4):
        raise ValueError(f"expected three or four axes, got {x.shape}")
    axes = (2, 0, 1) if x.ndim == 3 else (0, 3, 1, 2)
    return x.transpose(axes).copy(order="C")
