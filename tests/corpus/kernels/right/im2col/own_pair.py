def _two(size):
    if isinstance(size, (int, np.integer)):
        return int(size), int(size)
    height, width = size
    return int(height), int(width)


def im2col(x, kernel_size):
    kh, kw = _two(kernel_size)
    if len(x.shape) != 4:
        raise ValueError("expected four axes")
    oh, ow = x.shape[2] - kh + 1, x.shape[3] - kw + 1
    if min(kh, kw, oh, ow) < 1:
        raise ValueError("the window does not fit")
    out = np.empty(x.shape[:2] + (kh * kw, oh * ow), x.dtype, order="F")
    for offset in range(kh * kw):
        u, v = divmod(offset, kw)
        out[:, :, offset] = x[:, :, u : u + oh, v : v + ow].reshape(*x.shape[:2], -1)
    return out.reshape(len(x), -1, oh * ow)
