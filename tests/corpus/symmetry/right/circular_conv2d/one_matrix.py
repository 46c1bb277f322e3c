def circular_conv2d(x, weight, bias=None):
    if x.ndim != 4 or weight.ndim != 4 or x.shape[1] != weight.shape[1]:
        raise ValueError(f"circular_conv2d: shapes do not fit, {x.shape} and {weight.shape}")
    f, _, kh, kw = weight.shape
    if kh % 2 == 0 or kw % 2 == 0:
        raise ValueError(f"circular_conv2d: expected odd kernels, got {weight.shape}")
    if bias is not None and np.shape(bias) != (f,):
        raise ValueError(f"circular_conv2d: expected bias of shape {(f,)}, got {np.shape(bias)}")
    n, c, h, w = x.shape
    matrix = np.zeros((f, h, w, c, h, w))
    for i in range(h):
        for j in range(w):
            for u in range(kh):
                for v in range(kw):
                    matrix[:, i, j, :, (i + u - kh // 2) % h, (j + v - kw // 2) % w] += weight[
                        :, :, u, v
                    ]
    flat = x.reshape(n, c * h * w) @ matrix.reshape(f * h * w, c * h * w).T
    out = flat.reshape(n, f, h, w)
    return out if bias is None else out + np.asarray(bias).reshape(f, 1, 1)
