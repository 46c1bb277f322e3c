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
    flat = weight.reshape(f, -1)
    out = np.zeros((n, f, oh, ow), order="F")
    for i in range(oh):
        for j in range(ow):
            out[:, :, i, j] = np.inner(x[:, :, i : i + kh, j : j + kw].reshape(n, -1), flat)
    if bias is not None:
        out += np.broadcast_to(bias[None, :, None, None], out.shape)
    return out
