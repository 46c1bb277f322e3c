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

    def rows_of(size, k, s, p):
        count = (size + 2 * p - k) // s + 1
        start = s * np.arange(count)[:, None] - p
        return ((np.arange(size) >= start) & (np.arange(size) < start + k)).astype(float)

    down, along = rows_of(x.shape[2], kh, sh, ph), rows_of(x.shape[3], kw, sw, pw)
    sums = np.einsum("ih,nchw,jw->ncij", down, x, along)
    area = kh * kw if count_include_pad else np.outer(down.sum(1), along.sum(1))
    return sums / area
