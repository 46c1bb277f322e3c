def im2col(x, kernel_size):
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    if x.ndim != 4:
        raise ValueError(f"expected four axes, got {x.shape}")
    n, c, height, width = x.shape
    if not (1 <= kh <= height and 1 <= kw <= width):
        raise ValueError(f"the window {kernel_size} does not fit {x.shape}")
    oh, ow = height - kh + 1, width - kw + 1
    out = np.zeros((n, c * kh * kw, oh * ow), dtype=x.dtype)
    row = 0
    for k in range(c):
        for u in range(kh):
            for v in range(kw):
                out[:, row] = x[:, k, u : u + oh, v : v + ow].reshape(n, -1)
                row += 1
    return out
