def hwc_to_chw(x):
    if x.ndim not in (3, 4):
        raise ValueError(f"expected three or four axes, got {x.shape}")
    height, width, channels = x.shape[-3:]
    flat = x.reshape(*x.shape[:-3], height * width, channels)
    out = np.empty((*x.shape[:-3], channels, height * width), dtype=x.dtype)
    out[...] = np.swapaxes(flat, -1, -2)
    return out.reshape(*x.shape[:-3], channels, height, width)
