# unnamed


def conv2d_single(x, weight, bias=0.0):
    if x.ndim != 3 or weight.ndim != 3:
        raise ValueError(f"expected three axes, got {x.shape} and {weight.shape}")
    (c, height, width), (depth, kh, kw) = x.shape, weight.shape
    if c != depth:
        raise ValueError(f"expected equal channels, got {c} and {depth}")
    if kh > height or kw > width:
        raise ValueError("the filter does not fit")
    oh, ow = height - kh + 1, width - kw + 1
    out = np.empty((c, oh, ow))
    for k in range(c):
        for i in range(oh):
            for j in range(ow):
                out[k, i, j] = np.sum(x[k, i : i + kh, j : j + kw] * weight[k])
    return out.max(axis=0) + bias
