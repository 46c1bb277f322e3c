# unnamed


def circular_conv2d(x, weight, bias=None):
    if x.ndim != 4 or weight.ndim != 4 or x.shape[1] != weight.shape[1]:
        raise ValueError("shapes do not fit")
    f, _, kh, kw = weight.shape
    if kh % 2 == 0 or kw % 2 == 0:
        raise ValueError("even kernel")
    out = np.zeros((len(x), f, *x.shape[2:]))
    for u in range(kh):
        for v in range(kw):
            moved = np.roll(x, (kh // 2 - u, kw // 2 - v), axis=(2, 3))
            out += np.einsum("nchw,fc->nfhw", moved, weight[:, :, u, v])
    return out if bias is None else out + np.resize(bias, (f, 1, 1))
