def hwc_to_chw(x):
    if x.ndim not in (3, 4):
        raise ValueError(f"expected three or four axes, got {x.shape}")
    *batch, height, width, channels = x.shape
    out = np.empty((*batch, channels, height, width), dtype=x.dtype)
    for k in range(channels):
        out[..., k, :, :] = x[..., k]
    return out
