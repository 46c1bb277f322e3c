def conv2d(x, weight, bias=None):
    if x.ndim != 4 or weight.ndim != 4 or x.shape[1] != weight.shape[1]:
        raise ValueError(
            "conv2d: expected x (N, C, H, W) and weight (F, C, kh, kw) with the same C, "
            f"got {x.shape} and {weight.shape}; for one image try x[None]"
        )
    (n, _, height, width), (f, _, kh, kw) = x.shape, weight.shape
    if kh > height or kw > width:
        raise ValueError(
            f"conv2d: expected weight that fits into x {x.shape}, got {weight.shape}; "
            "take smaller filters"
        )
    if bias is not None and np.shape(bias) != (f,):
        raise ValueError(
            f"conv2d: expected bias of shape {(f,)}, got {np.shape(bias)}; one number a filter"
        )
    oh, ow = height - kh + 1, width - kw + 1
    index = np.arange(height * width).reshape(height, width)
    win = np.lib.stride_tricks.sliding_window_view(index, (kh, kw)).reshape(oh * ow, kh * kw)
    flat = x.reshape(n, x.shape[1], -1)[:, :, win]
    out = np.einsum("ncpk,fck->nfp", flat, weight.reshape(f, x.shape[1], -1)).reshape(n, f, oh, ow)
    return out + (0 if bias is None else np.asarray(bias).reshape(-1, 1, 1))
