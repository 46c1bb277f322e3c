def im2col(x, kernel_size):
    kh, kw = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    if x.ndim != 4:
        raise ValueError(f"expected four axes, got {x.shape}")
    n, c, height, width = x.shape
    if not (1 <= kh <= height and 1 <= kw <= width):
        raise ValueError(f"the window {kernel_size} does not fit {x.shape}")
    oh, ow = height - kh + 1, width - kw + 1
    columns = np.empty((n, c, kh, kw, oh, ow), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            columns[:, :, u, v] = x[:, :, u : u + oh, v : v + ow]
    return columns.reshape(n, c * kh * kw, oh * ow)
