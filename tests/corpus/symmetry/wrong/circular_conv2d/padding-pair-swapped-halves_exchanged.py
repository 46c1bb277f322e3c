# padding-pair-swapped


def circular_conv2d(x, weight, bias=None):
    if x.ndim != 4 or weight.ndim != 4 or x.shape[1] != weight.shape[1]:
        raise ValueError(f"circular_conv2d: shapes do not fit, {x.shape} and {weight.shape}")
    f, _, kh, kw = weight.shape
    if kh % 2 == 0 or kw % 2 == 0:
        raise ValueError(f"circular_conv2d: expected odd kernels, got {weight.shape}")
    if bias is not None and np.shape(bias) != (f,):
        raise ValueError(f"circular_conv2d: expected bias of shape {(f,)}, got {np.shape(bias)}")
    n, c, h, w = x.shape
    ph, pw = kw // 2, kh // 2
    out = np.zeros((n, f, h, w))
    for i in range(h):
        for j in range(w):
            rows = [(i + u - ph) % h for u in range(kh)]
            columns = [(j + v - pw) % w for v in range(kw)]
            window = x[:, :, rows][:, :, :, columns]
            out[:, :, i, j] = np.tensordot(window, weight, axes=([1, 2, 3], [1, 2, 3]))
    return out if bias is None else out + bias[:, None, None]
