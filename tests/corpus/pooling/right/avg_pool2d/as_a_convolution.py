def avg_pool2d(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    stride = (kh, kw) if stride is None else stride
    sh, sw = (stride, stride) if np.ndim(stride) == 0 else stride
    ph, pw = (padding, padding) if np.ndim(padding) == 0 else padding
    if x.ndim != 4:
        raise ValueError("x")
    if min(kh, kw, sh, sw) < 1 or min(ph, pw) < 0 or 2 * ph > kh or 2 * pw > kw:
        raise ValueError("sizes")
    if kh > x.shape[2] + 2 * ph or kw > x.shape[3] + 2 * pw:
        raise ValueError("kernel")
    from cnnlib import ops

    n, c, h, w = x.shape
    box = np.ones((1, 1, kh, kw))
    settings = {"stride": (sh, sw), "padding": (ph, pw)}
    sums = ops.conv2d_strided(x.reshape(n * c, 1, h, w), box, **settings)
    counts = (
        kh * kw if count_include_pad else ops.conv2d_strided(np.ones((1, 1, h, w)), box, **settings)
    )
    out = sums / counts
    return out.reshape(n, c, *out.shape[2:])
