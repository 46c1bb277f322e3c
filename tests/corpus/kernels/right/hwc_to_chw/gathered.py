def hwc_to_chw(x):
    if x.ndim not in (3, 4):
        raise ValueError(f"expected three or four axes, got {x.shape}")
    height, width, channels = x.shape[-3:]
    i, j = np.indices((height, width))
    k = np.arange(channels)[:, None, None]
    return np.ascontiguousarray(x[..., i, j, k])
