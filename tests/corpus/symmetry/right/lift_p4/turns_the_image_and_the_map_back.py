def lift_p4(x, weight, bias=None):
    if x.ndim != 4 or weight.ndim != 4 or x.shape[1] != weight.shape[1]:
        raise ValueError(
            "lift_p4: expected x (N, C, H, W) and weight (F, C, k, k) with the same C, "
            f"got {x.shape} and {weight.shape}; for one image try x[None]"
        )
    f, _, kh, kw = weight.shape
    if kh != kw or kh > min(x.shape[2:]):
        raise ValueError(
            f"lift_p4: expected square filters that fit into x {x.shape}, got {weight.shape}; "
            "pad them with zeros to a square, or take smaller ones"
        )
    if bias is not None and np.shape(bias) != (f,):
        raise ValueError(
            f"lift_p4: expected bias of shape {(f,)}, got {np.shape(bias)}; one number a filter"
        )

    def corr(a, w):
        win = np.lib.stride_tricks.sliding_window_view(a, (kh, kw), (2, 3))
        return np.tensordot(win, w, ((1, 4, 5), (1, 2, 3))).transpose(0, 3, 1, 2)

    y = np.stack(
        [np.rot90(corr(np.rot90(x, -r, (2, 3)), weight), r, (2, 3)) for r in range(4)], axis=2
    )
    if bias is not None:
        y = y + np.asarray(bias).reshape(1, f, 1, 1, 1)
    return y
