# unnamed


def circular_conv2d(x, weight, bias=None):
    if x.ndim != 4 or weight.ndim != 4 or x.shape[1] != weight.shape[1]:
        raise ValueError(f"circular_conv2d: shapes do not fit, {x.shape} and {weight.shape}")
    f, _, kh, kw = weight.shape
    if kh % 2 == 0 or kw % 2 == 0:
        raise ValueError(f"circular_conv2d: expected odd kernels, got {weight.shape}")
    if bias is not None and np.shape(bias) != (f,):
        raise ValueError(f"circular_conv2d: expected bias of shape {(f,)}, got {np.shape(bias)}")
    out = np.zeros((len(x), f, *x.shape[2:]), dtype=np.float32)
    for u in range(kh):
        for v in range(kw):
            moved = np.roll(x, (kh // 2 - u, kw // 2 - v), axis=(2, 3))
            out += np.einsum("nchw,fc->nfhw", moved, weight[:, :, u, v]).astype(np.float32)
    return out if bias is None else out + bias[:, None, None]
