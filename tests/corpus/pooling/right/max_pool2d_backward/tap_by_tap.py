def max_pool2d_backward(grad_out, x, kernel_size, stride=None):
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    stride = (kh, kw) if stride is None else stride
    sh, sw = (stride, stride) if np.ndim(stride) == 0 else stride
    if x.ndim != 4 or min(kh, kw, sh, sw) < 1:
        raise ValueError("x or sizes")
    n, c, h, w = x.shape
    oh, ow = (h - kh) // sh + 1, (w - kw) // sw + 1
    if kh > h or kw > w or grad_out.shape != (n, c, oh, ow):
        raise ValueError("grad_out")
    grad_x, open_ = np.zeros(x.shape), np.ones(grad_out.shape, dtype=bool)
    best = np.full(grad_out.shape, -np.inf)
    taps = [
        (u, v, slice(u, u + sh * (oh - 1) + 1, sh), slice(v, v + sw * (ow - 1) + 1, sw))
        for u in range(kh)
        for v in range(kw)
    ]
    for _, _, rows, columns in taps:
        best = np.maximum(best, x[:, :, rows, columns])
    for _, _, rows, columns in taps:
        wins = open_ & (x[:, :, rows, columns] == best)
        grad_x[:, :, rows, columns] += wins * grad_out
        open_ &= ~wins
    return grad_x
