# wrapping-and-zero-filled-shifts-mixed-up


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
    for i in range(h):
        for j in range(w):
            for u in range(kh):
                for v in range(kw):
                    row, column = i + u - kh // 2, j + v - kw // 2
                    if 0 <= row < h and 0 <= column < w:
                        out[:, :, i, j] += x[:, :, row, column] @ weight[:, :, u, v].T
    return out if bias is None else out + bias[:, None, None]
