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
    x = np.pad(x, ((0, 0), (kh // 2, kh // 2), (kw // 2, kw // 2)))
    out = np.zeros((height, width))
    for i in range(height):
        for j in range(width):
            out[i, j] = (x[:, i : i + kh, j : j + kw] * weight).sum() + bias
    return out
