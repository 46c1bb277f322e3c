# border-repeated-instead-of-wrapped


def circular_conv2d(x, weight, bias=None):
    if x.ndim != 4 or weight.ndim != 4 or x.shape[1] != weight.shape[1]:
        raise ValueError(f"circular_conv2d: shapes do not fit, {x.shape} and {weight.shape}")
    f, _, kh, kw = weight.shape
    if kh % 2 == 0 or kw % 2 == 0:
        raise ValueError(f"circular_conv2d: expected odd kernels, got {weight.shape}")
    if bias is not None and np.shape(bias) != (f,):
        raise ValueError(f"circular_conv2d: expected bias of shape {(f,)}, got {np.shape(bias)}")
    n, c, h, w = x.shape
    rows = np.clip(np.arange(h)[:, None] + np.arange(kh) - kh // 2, 0, h - 1)
    columns = np.clip(np.arange(w)[:, None] + np.arange(kw) - kw // 2, 0, w - 1)
    view = x[:, :, rows[:, None, :, None], columns[None, :, None, :]]
    out = np.einsum("nchwij,fcij->nfhw", view, weight)
    return out if bias is None else out + bias[:, None, None]
