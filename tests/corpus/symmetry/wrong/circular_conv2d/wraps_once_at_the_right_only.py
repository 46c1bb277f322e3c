# unnamed


def circular_conv2d(x, weight, bias=None):
    if x.ndim != 4 or weight.ndim != 4 or x.shape[1] != weight.shape[1]:
        raise ValueError(f"circular_conv2d: shapes do not fit, {x.shape} and {weight.shape}")
    f, _, kh, kw = weight.shape
    if kh % 2 == 0 or kw % 2 == 0:
        raise ValueError(f"circular_conv2d: expected odd kernels, got {weight.shape}")
    if bias is not None and np.shape(bias) != (f,):
        raise ValueError(f"circular_conv2d: expected bias of shape {(f,)}, got {np.shape(bias)}")
    n, c, h, w = x.shape
    out = np.zeros((n, f, h, w))
    for i, j in np.ndindex(h, w):
        for u, v in np.ndindex(kh, kw):
            row, column = i + u - kh // 2, j + v - kw // 2
            row = row - h if row >= h else max(row, 0)
            column = column - w if column >= w else max(column, 0)
            out[:, :, i, j] += x[:, :, row % h, column % w] @ weight[:, :, u, v].T
    return out if bias is None else out + bias[:, None, None]
