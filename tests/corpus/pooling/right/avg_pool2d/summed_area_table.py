def avg_pool2d(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    stride = (kh, kw) if stride is None else stride
    sh, sw = (stride, stride) if np.ndim(stride) == 0 else stride
    ph, pw = (padding, padding) if np.ndim(padding) == 0 else padding
    if x.ndim != 4:
        raise ValueError(f"avg_pool2d: expected x (N, C, H, W), got {x.shape}; try x[None, None]")
    if min(kh, kw, sh, sw) < 1 or min(ph, pw) < 0 or 2 * ph > kh or 2 * pw > kw:
        raise ValueError(
            "avg_pool2d: expected kernel_size and stride of at least 1 and padding of at most half "
            f"the kernel, got {kernel_size}, {stride} and {padding}; change the one that is not"
        )
    height, width = x.shape[2] + 2 * ph, x.shape[3] + 2 * pw  # with the padding
    if kh > height or kw > width:
        raise ValueError(
            f"avg_pool2d: expected kernel_size that fits into {(height, width)}, "
            f"got {kernel_size}; take a smaller one"
        )
    n, c, h, w = x.shape
    p = np.zeros((n, c, height + 1, width + 1))
    p[:, :, 1 + ph:1 + ph + h, 1 + pw:1 + pw + w] = x
    s = p.cumsum(2).cumsum(3)
    i = np.arange(0, height - kh + 1, sh)[:, None]
    j = np.arange(0, width - kw + 1, sw)
    box = s[:, :, i + kh, j + kw] - s[:, :, i, j + kw] - s[:, :, i + kh, j] + s[:, :, i, j]
    if count_include_pad:
        return box / (kh * kw)
    rows = np.minimum(i + kh, ph + h) - np.maximum(i, ph)
    cols = np.minimum(j + kw, pw + w) - np.maximum(j, pw)
    return box / (rows * cols)
