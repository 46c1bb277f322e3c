def max_pool2d(x, kernel_size, stride=None, padding=0):
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

    padded = ops.pad2d(x, (ph, pw), mode="constant", value=-np.inf)
    oh = ops.output_size(x.shape[2], kh, sh, ph)
    ow = ops.output_size(x.shape[3], kw, sw, pw)
    out = None
    for u in range(kh):
        for v in range(kw):
            tap = padded[:, :, u : u + sh * (oh - 1) + 1 : sh, v : v + sw * (ow - 1) + 1 : sw]
            out = tap.copy() if out is None else np.maximum(out, tap)
    return out
