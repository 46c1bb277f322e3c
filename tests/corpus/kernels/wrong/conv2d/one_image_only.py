# unnamed


def conv2d(x, weight, bias=None):
    if x.ndim != 4 or weight.ndim != 4:
        raise ValueError(f"expected four axes, got {x.shape} and {weight.shape}")
    (n, c, height, width), (f, depth, kh, kw) = x.shape, weight.shape
    if c != depth:
        raise ValueError(f"expected equal channels, got {c} and {depth}")
    if kh > height or kw > width:
        raise ValueError("the filters do not fit")
    if bias is not None and np.shape(bias) != (f,):
        raise ValueError(f"expected {f} biases, got {np.shape(bias)}")
    oh, ow = height - kh + 1, width - kw + 1
    out = np.zeros((n, f, oh, ow))
    for u in range(kh):
        for v in range(kw):
            out += np.einsum("nchw,fc->nfhw", x[:, :, u : u + oh, v : v + ow], weight[:, :, u, v])
    out[1:] = 0.0

    if bias is not None:
        out += bias[:, None, None]
    return out
