def im2col(x, kernel_size):
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    if x.ndim != 4:
        raise ValueError(f"expected four axes, got {x.shape}")
    n, c, height, width = x.shape
    if not (1 <= kh <= height and 1 <= kw <= width):
        raise ValueError(f"the window {kernel_size} does not fit {x.shape}")
    oh, ow = height - kh + 1, width - kw + 1
    x = np.ascontiguousarray(x)
    s = x.strides
    view = np.lib.stride_tricks.as_strided(
        x, (n, c, kh, kw, oh, ow), (s[0], s[1], s[2], s[3], s[2], s[3]), writeable=False
    )
    out = np.empty((n, c * kh * kw, oh * ow), x.dtype)
    out.reshape(view.shape)[...] = view
    return out
