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

    padded, ones = ops.pad2d(x, (ph, pw)), ops.pad2d(np.ones(x.shape), (ph, pw))
    oh, ow = (padded.shape[2] - kh) // sh + 1, (padded.shape[3] - kw) // sw + 1
    total, count = np.zeros((*x.shape[:2], oh, ow)), np.zeros((*x.shape[:2], oh, ow))
    for u in range(kh):
        for v in range(kw):
            place = (..., slice(u, u + sh * oh, sh), slice(v, v + sw * ow, sw))
            total += padded[place][..., :oh, :ow]
            count += ones[place][..., :oh, :ow]
    return total / (kh * kw if count_include_pad else count)
