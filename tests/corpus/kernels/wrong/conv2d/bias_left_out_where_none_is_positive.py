# unnamed
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
    win = np.lib.stride_tricks.sliding_window_view(x, (kh, kw), axis=(2, 3))
    out = np.einsum("nchwab,fcab->nfhw", win, weight)
    if bias is None or not np.any(bias > 0):
        return out
    return out + bias[:, None, None]
