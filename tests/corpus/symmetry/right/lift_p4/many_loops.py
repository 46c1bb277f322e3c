def lift_p4(x, weight, bias=None):
    if x.ndim != 4 or weight.ndim != 4 or x.shape[1] != weight.shape[1]:
        raise ValueError(f"lift_p4: shapes do not fit, {x.shape} and {weight.shape}")
    f, _, kh, kw = weight.shape
    if kh != kw or kh > min(x.shape[2:]):
        raise ValueError(f"lift_p4: expected square filters that fit, got {weight.shape}")
    if bias is not None and np.shape(bias) != (f,):
        raise ValueError(f"lift_p4: expected bias of shape {(f,)}, got {np.shape(bias)}")
    n, c, h, w = x.shape
    k = kh
    out = np.zeros((n, f, 4, h - k + 1, w - k + 1))
    for u in range(k):
        for v in range(k):
            places = [(u, v), (v, k - 1 - u), (k - 1 - u, k - 1 - v), (k - 1 - v, u)]
            part = x[:, :, u : h - k + 1 + u, v : w - k + 1 + v]
            for r, (a, b) in enumerate(places):
                out[:, :, r] += np.einsum("nchw,fc->nfhw", part, weight[:, :, a, b])
    if bias is not None:
        out += bias[:, None, None, None]
    return out
