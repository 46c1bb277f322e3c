def hwc_to_chw(x):
    if x.ndim not in (3, 4):
        raise ValueError(f"expected three or four axes, got {x.shape}")
    images = x if x.ndim == 4 else x[None]
    n, height, width, channels = images.shape
    out = np.zeros((n, channels, height, width), x.dtype)
    for b in range(n):
        for i in range(height):
            for j in range(width):
                for k in range(channels):
                    out[b, k, i, j] = images[b, i, j, k]
    return out if x.ndim == 4 else out[0]
