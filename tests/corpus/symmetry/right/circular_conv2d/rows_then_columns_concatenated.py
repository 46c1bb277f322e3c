def circular_conv2d(x, weight, bias=None):
    if x.ndim != 4 or weight.ndim != 4 or x.shape[1] != weight.shape[1]:
        raise ValueError(f"circular_conv2d: shapes do not fit, {x.shape} and {weight.shape}")
    f, _, kh, kw = weight.shape
    if kh % 2 == 0 or kw % 2 == 0:
        raise ValueError(f"circular_conv2d: expected odd kernels, got {weight.shape}")
    if bias is not None and np.shape(bias) != (f,):
        raise ValueError(f"circular_conv2d: expected bias of shape {(f,)}, got {np.shape(bias)}")
    h, w = x.shape[2:]
    tall = np.concatenate([x] * (kh + 1), axis=2)
    wide = np.concatenate([tall] * (kw + 1), axis=3)
    top, left = (kh // 2) * h - kh // 2, (kw // 2) * w - kw // 2
    out = np.zeros((len(x), f, h, w))
    for u, v in np.ndindex(kh, kw):
        part = wide[:, :, top + u : top + u + h, left + v : left + v + w]
        out += np.tensordot(weight[:, :, u, v], part, axes=([1], [1])).transpose(1, 0, 2, 3)
    if bias is not None:
        out = out + np.expand_dims(bias, (1, 2))
    return out
