# dilation-ignored
def conv2d_strided(x, weight, bias=None, stride=1, padding=0, dilation=1):
    if x.ndim != 4 or weight.ndim != 4 or x.shape[1] != weight.shape[1]:
        raise ValueError(
            "conv2d_strided: expected x (N, C, H, W) and weight (F, C, kh, kw) with the same C, "
            f"got {x.shape} and {weight.shape}; for one image try x[None]"
        )
    (n, _, height, width), (f, _, kh, kw) = x.shape, weight.shape
    (sh, sw), (ph, pw), (dh, dw) = (
        (size, size) if np.ndim(size) == 0 else size for size in (stride, padding, dilation)
    )
    if bias is not None and np.shape(bias) != (f,):
        raise ValueError(
            f"conv2d_strided: expected bias {(f,)}, got {np.shape(bias)}; one number a filter"
        )
    if (
        min(sh, sw, dh, dw) < 1
        or min(ph, pw) < 0
        or dh * (kh - 1) + 1 > height + 2 * ph
        or dw * (kw - 1) + 1 > width + 2 * pw
    ):
        raise ValueError(
            f"conv2d_strided: expected weight that fits into x {x.shape}, got {weight.shape} with "
            f"stride {stride}, padding {padding}, dilation {dilation}; mend one of them"
        )
    p = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    span = (dh * (kh - 1) + 1, dw * (kw - 1) + 1)
    win = np.lib.stride_tricks.sliding_window_view(p, span, axis=(2, 3))[:, :, ::sh, ::sw]
    win = win[..., :kh, :kw]
    out = np.einsum("nchwab,fcab->nfhw", win, weight)
    return out if bias is None else out + bias[:, None, None]
