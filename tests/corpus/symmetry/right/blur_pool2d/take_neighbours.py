def blur_pool2d(x, stride=2):
    if x.ndim != 4:
        raise ValueError(f"blur_pool2d: expected x (N, C, H, W), got {x.shape}")
    if stride < 1:
        raise ValueError(f"blur_pool2d: expected stride of at least 1, got {stride}")
    h, w = x.shape[-2:]
    i, j = np.arange(0, h, stride), np.arange(0, w, stride)
    rows = (x.take((i - 1) % h, 2) + 2 * x.take(i, 2) + x.take((i + 1) % h, 2)) / 4
    return (rows.take((j - 1) % w, 3) + 2 * rows.take(j, 3) + rows.take((j + 1) % w, 3)) / 4
