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
    for b in range(n):
        for k in range(f):
            for i in range(h):
                for j in range(w):
                    total = 0.0 if bias is None else float(bias[k])
                    for channel in range(c):
                        for u in range(kh):
                            for v in range(kw):
                                row = (i + u - kh // 2) % h
                                column = (j + v - kw // 2) % w
                                total += weight[k, channel, u, v] * x[b, channel, row, column]
                    out[b, k, i, j] = total
    return out
